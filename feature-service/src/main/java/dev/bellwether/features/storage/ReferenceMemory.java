package dev.bellwether.features.storage;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.LinkedHashMap;
import java.util.Map;

/// References used last, for all partitions: they are frozen, so what is remembered stays true.
public final class ReferenceMemory {

    private record Key(String tenant, CompanyType companyType, int day) {}

    private final Map<Key, PeerReference> remembered;

    /// @param capacity references kept; a large one takes about 100 KB
    public ReferenceMemory(int capacity) {
        remembered = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, PeerReference> eldest) {
                return size() > capacity;
            }
        };
    }

    PeerReference get(Sql sql, String tenant, CompanyType companyType, int day) {
        Key key = new Key(tenant, companyType, day);
        synchronized (remembered) {
            PeerReference known = remembered.get(key);
            if (known != null) {
                return known;
            }
        }
        PeerReference loaded = PeerTables.reference(sql, tenant, companyType, day);
        synchronized (remembered) {
            remembered.put(key, loaded);
        }
        return loaded;
    }
}
