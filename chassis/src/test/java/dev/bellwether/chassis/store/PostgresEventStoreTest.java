package dev.bellwether.chassis.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.testing.Databases;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresEventStoreTest extends EventStoreContract {
    private static Databases databases;
    private static Database database;

    @BeforeAll
    static void connect() {
        databases = new Databases();
        database = databases.connect();
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    @Override
    EventStore store() {
        return new PostgresEventStore(1);
    }

    @Override
    EventStore storeOfAnotherSnapshotSchema() {
        return new PostgresEventStore(2);
    }

    @Override
    Database database() {
        return database;
    }

    /// Otherwise the second version of a stream could have an older transaction than the first, and be published before it.
    @Test
    void streams_cannot_be_loaded_after_the_transaction_has_written() {
        assertThatThrownBy(() -> database.inTransaction(sql -> {
            store().append(sql, List.of(appending(stream("early"), 0, "a")));
            return store().load(sql, List.of(stream("early")));
        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before");
    }
}
