package dev.bellwether.ingestion.source;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.work.PeriodicWork;
import dev.bellwether.chassis.definition.Definitions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps what this replica knows of sources and keys as it is in the database, and the database's counts as they are here.
@ApplicationScoped
public class SourceRefresh {

    static final Definitions DEFINITIONS = new Definitions("sources");

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Database database;
    private final Keyring keyring;
    private final Metering metering;
    private final InstantSource clock;
    private final PeriodicWork work = PeriodicWork.every(INTERVAL, "refreshing-sources",
            "Refreshing sources and their keys, while the last known ones stay in use,", this::refresh);
    private long changes = -1;

    SourceRefresh(Database database, Keyring keyring, Metering metering, InstantSource clock) {
        this.database = database;
        this.keyring = keyring;
        this.metering = metering;
        this.clock = clock;
    }

    private record Everything(List<StoredSource> sources, List<StoredKey> keys) {}

    /// Returns when the keys are known.
    public void start() {
        refresh();
        work.start();
    }

    /// What was counted in the last second is written: a process that is killed loses it, one that is asked to end need not.
    public void stop() {
        work.stop();
        metering.exchange();
    }

    synchronized void refresh() {
        reload();
        metering.exchange();
        Map<String, Instant> used = keyring.used();
        if (!used.isEmpty()) {
            database.inTransaction(sql -> {
                UseTable.used(sql, used);
                return null;
            });
            keyring.writtenDown(used);
        }
    }

    /// Only when something has changed.
    synchronized void reload() {
        long now = DEFINITIONS.changes();
        if (now == changes) {
            return;
        }
        Everything everything = DEFINITIONS.read(() -> StoredSource.<StoredSource>listAll()
                .flatMap(sources -> keys(clock.instant()).map(keys -> new Everything(sources, keys))));
        Map<Source, SourceLimits> limits = HashMap.newHashMap(everything.sources().size());
        everything.sources().forEach(source -> limits.put(source.source(), source.limits()));
        metering.limit(limits);
        keyring.replace(everything.keys());
        changes = now;
    }

    private static Uni<List<StoredKey>> keys(Instant now) {
        return StoredKey.list("revokeTime is null and (expireTime is null or expireTime > ?1)", now);
    }
}
