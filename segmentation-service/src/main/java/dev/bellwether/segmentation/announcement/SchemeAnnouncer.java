package dev.bellwether.segmentation.announcement;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.chassis.work.PeriodicWork;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.SchemeInForce;
import dev.bellwether.segmentation.announcement.SchemeAnnouncements.BegunRevision;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Puts a notice on every partition of `features` for each revision of a scheme that has taken force: at least once, since it is noted
/// in the database behind. Replicas may do so side by side: a notice that comes again is passed over.
public final class SchemeAnnouncer implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Database database;
    private final LogProducer producer;
    private final InstantSource clock;
    private final int partitions;
    private final PeriodicWork work;

    public SchemeAnnouncer(Database database, LogProducer producer, InstantSource clock, int partitions) {
        this.database = database;
        this.producer = producer;
        this.clock = clock;
        this.partitions = partitions;
        this.work = PeriodicWork.every(INTERVAL, "scheme-announcer", "Announcing schemes that have taken force", this::announce);
    }

    public void start() {
        work.start();
    }

    private void announce() {
        List<BegunRevision> due =
                database.withConnection(sql -> SchemeAnnouncements.due(sql, Dates.dayOf(clock.instant())));
        if (due.isEmpty()) {
            return;
        }
        for (BegunRevision revision : due) {
            byte[] notice = notice(revision).toByteArray();
            for (int partition = 0; partition < partitions; partition++) {
                producer.send(Topics.FEATURES, partition, null, notice);
            }
        }
        producer.flush();
        database.inTransaction(sql -> {
            SchemeAnnouncements.announced(sql, due);
            return null;
        });
    }

    private static AccountSnapshots notice(BegunRevision begun) {
        return AccountSnapshots.newBuilder()
                .setTenant(begun.tenant())
                .setSchemeInForce(SchemeInForce.newBuilder().setRevision(begun.revision()).setFirstDay(Dates.date(begun.firstDay())))
                .build();
    }

    @Override
    public void close() {
        work.close();
    }
}
