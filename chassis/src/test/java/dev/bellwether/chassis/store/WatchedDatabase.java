package dev.bellwether.chassis.store;

import dev.bellwether.chassis.sql.Database;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts how often the publisher has looked.
record WatchedDatabase(Database database, AtomicInteger count) implements Database {
    WatchedDatabase(Database database) {
        this(database, new AtomicInteger());
    }

    int polls() {
        return count.get();
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        return database.inTransaction(work);
    }

    @Override
    public <T> T withConnection(Work<T> work) {
        return database.withConnection(sql -> work.with((statement, parameters) -> {
            var rows = sql.execute(statement, parameters);
            if (statement.equals(EventPublisher.POLL)) {
                count.incrementAndGet();
            }
            return rows;
        }));
    }
}
