package dev.bellwether.features.storage;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.peers.ReferenceDay;
import dev.bellwether.features.peers.References;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.state.Days;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The references as one reader needs them: which there are is remembered until [#forget], what they say comes from the
/// memory that all readers share. For one thread at a time.
public final class StoredReferences implements References {

    private final ReferenceMemory memory;
    private final Map<String, List<ReferenceDay>> days = new HashMap<>();
    private final Latest[] latest = {Latest.NONE, Latest.NONE};
    private Sql sql;

    /// The answer given last for a company type: mostly that is the one asked for next.
    private record Latest(VisibleReferences knowledge, String tenant, int day, PeerReference reference) {
        static final Latest NONE = new Latest(VisibleReferences.NOTHING, "", Days.NONE, PeerReference.NONE);

        boolean answers(VisibleReferences knowledge, String tenant, int day) {
            return this.day == day && this.knowledge == knowledge && this.tenant.equals(tenant);
        }
    }

    public StoredReferences(ReferenceMemory memory) {
        this.memory = memory;
    }

    public StoredReferences use(Sql connection) {
        sql = connection;
        return this;
    }

    /// Others may have been taken since.
    public void forget() {
        days.clear();
        latest[0] = latest[1] = Latest.NONE;
    }

    @Override
    public PeerReference inForce(VisibleReferences knowledge, String tenant, CompanyType companyType, int day) {
        int slot = companyType == CompanyType.ENTERPRISE ? 0 : 1;
        if (!latest[slot].answers(knowledge, tenant, day)) {
            int referenceDay = latestDay(knowledge, tenant, day);
            PeerReference reference = referenceDay == Days.NONE
                    ? PeerReference.NONE
                    : memory.get(sql, tenant, companyType, referenceDay);
            latest[slot] = new Latest(knowledge, tenant, day, reference);
        }
        return latest[slot].reference();
    }

    /// The latest one that is stored, whether or not it is visible to a partition yet.
    public PeerReference inForce(String tenant, CompanyType companyType, int day) {
        int found = Days.NONE;
        for (ReferenceDay reference : days(tenant)) {
            found = reference.day() <= day ? reference.day() : found;
        }
        return found == Days.NONE ? PeerReference.NONE : memory.get(sql, tenant, companyType, found);
    }

    @Override
    public int latestDay(VisibleReferences knowledge, String tenant, int day) {
        int found = Days.NONE;
        for (ReferenceDay reference : days(tenant)) {
            if (reference.day() <= day && knowledge.knows(tenant, reference)) {
                found = reference.day();
            }
        }
        return found;
    }

    private List<ReferenceDay> days(String tenant) {
        return days.computeIfAbsent(tenant, each -> PeerTables.days(sql, each));
    }
}
