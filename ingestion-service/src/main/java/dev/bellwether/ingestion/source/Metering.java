package dev.bellwether.ingestion.source;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What every source has sent and may send. One meter for each source that there is, so memory is bounded by them. A
/// process that is killed loses at most a second of counts; one that loses the database while it writes them may count that
/// second twice.
@ApplicationScoped
class Metering implements SourceUse {

    private final Database database;
    private final InstantSource clock;
    private final Map<Source, Meter> meters = new ConcurrentHashMap<>();
    private volatile Map<Source, SourceLimits> limits = Map.of();

    Metering(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void admit(Source source, int events) {
        meter(source).admit(events, clock.instant());
    }

    @Override
    public void count(Source source, int accepted, int rejected, long bytes) {
        meter(source).count(accepted, rejected, bytes, clock.instant());
    }

    /// @param limits of all sources, from now on
    void limit(Map<Source, SourceLimits> limits) {
        this.limits = limits;
        Instant now = clock.instant();
        meters.forEach((source, meter) -> meter.limit(limits.getOrDefault(source, SourceLimits.NONE), now));
    }

    /// Writes what was counted, and reads back what all replicas have. To be called by one thread at a time.
    void exchange() {
        write();
        List<Source> limited = limits.entrySet().stream().filter(source -> source.getValue().hasQuota()).map(Map.Entry::getKey).toList();
        LocalDate today = Dates.dayOf(clock.instant());
        Map<Source, UseTable.Total> totals = database.withConnection(sql -> UseTable.totals(sql, limited, today));
        for (Source source : limited) {
            UseTable.Total total = totals.getOrDefault(source, UseTable.Total.NONE);
            meter(source).known(today, total.day(), total.month());
        }
    }

    private void write() {
        Map<Meter, Map<LocalDate, Sent>> taken = new HashMap<>();
        List<UseTable.Entry> entries = new ArrayList<>();
        meters.forEach((source, meter) -> {
            Map<LocalDate, Sent> sent = meter.take();
            if (!sent.isEmpty()) {
                taken.put(meter, sent);
                sent.forEach((day, use) -> entries.add(new UseTable.Entry(source, day, use)));
            }
        });
        if (entries.isEmpty()) {
            return;
        }
        try {
            database.inTransaction(sql -> {
                UseTable.add(sql, entries);
                return null;
            });
        } catch (RuntimeException failure) {
            taken.keySet().forEach(Meter::notWritten);
            throw failure;
        }
        taken.keySet().forEach(Meter::written);
    }

    private Meter meter(Source source) {
        return meters.computeIfAbsent(source, it -> new Meter(limits.getOrDefault(it, SourceLimits.NONE), clock.instant()));
    }
}
