package dev.bellwether.chassis.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.store.Append;
import dev.bellwether.chassis.store.NewEvent;
import dev.bellwether.chassis.store.PostgresEventStore;
import dev.bellwether.chassis.store.StreamId;
import dev.bellwether.chassis.testing.Databases;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseMeasuresTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        Metrics.globalRegistry.clear();
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void leave() {
        Metrics.removeRegistry(registry);
    }

    @Test
    void suspended_accounts_are_counted() {
        try (var databases = new Databases()) {
            Database database = databases.connect();
            DatabaseMeasures measures = new DatabaseMeasures(database);
            assertThat(value("bellwether_suspended_accounts")).as("not known yet").isNaN();
            measures.sample(0);
            assertThat(value("bellwether_suspended_accounts")).isZero();
            suspend(database, "a");
            suspend(database, "b");
            measures.sample(5 * SECOND);
            assertThat(value("bellwether_suspended_accounts")).isEqualTo(2);
            assertThat(registry.find("bellwether_publisher_xmin_age").gauge()).as("nothing is published here").isNull();
        }
    }

    @Test
    void an_open_transaction_shows_for_how_long_it_has_held_back_what_is_published_and_only_while_it_is_open() {
        try (var databases = new Databases(); var elsewhere = new Databases()) {
            Database database = databases.connect();
            DatabaseMeasures measures = new DatabaseMeasures(database);
            database.withConnection(sql -> sql.execute("INSERT INTO published (topic, xid, position) VALUES ('letters', '0'::xid8, 0)"));
            append(database, "before");
            measures.sample(0);
            assertThat(value("bellwether_publisher_unpublished")).isEqualTo(1);
            assertThat(value("bellwether_publisher_xmin_age")).isZero();

            // Another database of the cluster does not count.
            elsewhere.connect().inTransaction(other -> {
                other.execute("SELECT pg_current_xact_id()");
                measures.sample(SECOND);
                measures.sample(2 * SECOND);
                return null;
            });
            assertThat(value("bellwether_publisher_xmin_age")).isZero();

            databases.connect().inTransaction(writer -> {
                writer.execute("SELECT pg_current_xact_id()");
                append(database, "late");
                measures.sample(10 * SECOND);
                measures.sample(17 * SECOND);
                assertThat(value("bellwether_publisher_xmin_age")).isEqualTo(7);
                assertThat(value("bellwether_publisher_unpublished")).isEqualTo(2);
                return null;
            });
            measures.sample(20 * SECOND);
            assertThat(value("bellwether_publisher_xmin_age")).isZero();
        }
    }

    @Test
    void while_the_database_does_not_answer_nothing_is_claimed() {
        boolean[] away = {false};
        try (var databases = new Databases()) {
            Database database = databases.connect();
            DatabaseMeasures measures = new DatabaseMeasures(new Database() {
                @Override
                public <T> T inTransaction(Work<T> work) {
                    return database.inTransaction(work);
                }

                @Override
                public <T> T withConnection(Work<T> work) {
                    if (away[0]) {
                        throw new IllegalStateException("the database is away");
                    }
                    return database.withConnection(work);
                }
            });
            measures.sample(0);
            assertThat(value("bellwether_suspended_accounts")).isZero();
            away[0] = true;
            assertThatThrownBy(() -> measures.sample(SECOND)).hasMessage("the database is away");
            assertThat(value("bellwether_suspended_accounts")).isNaN();
        }
    }

    private double value(String metric) {
        return registry.get(metric).gauge().value();
    }

    private static void suspend(Database database, String account) {
        database.withConnection(sql -> sql.execute(
                "INSERT INTO suspended_account (topic, partition, tenant, account, log_offset, reason) VALUES ('t', 0, 'acme', '" + account
                        + "', 1, 'no plan')"));
    }

    private static void append(Database database, String account) {
        var append = new Append(
                new StreamId("membership", new AccountKey("acme", account)), 0, List.of(new NewEvent("letter.v1", "x".getBytes(UTF_8))),
                null);
        database.inTransaction(sql -> {
            new PostgresEventStore(1).append(sql, List.of(append));
            return null;
        });
    }
}
