package dev.bellwether.playbooks;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.store.EventPublisher;
import dev.bellwether.chassis.store.EventSink;
import dev.bellwether.chassis.store.StoredEvent;
import dev.bellwether.chassis.tracing.TraceParent;
import jakarta.inject.Singleton;
import org.apache.kafka.common.header.Header;

/// Sends the ledgers' events to topic `playbooks`, as they are stored.
@Singleton
class Publishing {
    private static final int BATCH = 1_000;

    private final Database database;
    private final LogProducer producer;
    private volatile EventPublisher publisher;

    Publishing(Database database, LogProducer producer) {
        this.database = database;
        this.producer = producer;
    }

    void start() {
        publisher = EventPublisher.start(Topics.PLAYBOOKS, BATCH, database, new EventSink() {
            @Override
            public void send(StoredEvent event) {
                producer.send(Topics.PLAYBOOKS, event.stream().account(), event.payload(),
                        event.trace().map(TraceParent::header).stream().toArray(Header[]::new));
            }

            @Override
            public void flush() {
                producer.flush();
            }
        });
    }

    /// Something has been committed.
    void wake() {
        var started = publisher;
        if (started != null) {
            started.wake();
        }
    }

    long unpublished() {
        var started = publisher;
        return started == null ? 0 : started.unpublished();
    }

    void stop() {
        var started = publisher;
        if (started != null) {
            started.close();
        }
    }
}
