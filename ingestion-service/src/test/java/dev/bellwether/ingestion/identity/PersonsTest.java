package dev.bellwether.ingestion.identity;

import static dev.bellwether.ingestion.identity.Messages.byStranger;
import static dev.bellwether.ingestion.identity.Messages.group;
import static dev.bellwether.ingestion.identity.Messages.identify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.erasure.AccountTable;
import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.journal.JournalPartitions;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Forgetting persons, against a real database.
class PersonsTest {

    private IngestionDatabase stored;
    private final List<LogEntry> inbound = Harness.inbound();
    private Harness log;
    private Persons persons;

    @BeforeEach
    void open() {
        stored = new IngestionDatabase();
        JournalPartitions.create(stored.database, 1);
        log = new Harness(stored.database, 1, inbound);
        persons = new Persons(stored.database);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    private static CapturedMessage.Builder of(String tenant, CapturedMessage.Builder message) {
        return message.setTenant(tenant);
    }

    @Test
    void all_persons_of_the_tenant_are_erased_and_none_of_another() {
        for (String tenant : List.of("acme", "globex")) {
            log.captured(
                    of(tenant, byStranger(tenant + "1", "phone")), of(tenant, byStranger(tenant + "2", "phone")),
                    of(tenant, group(tenant + "3", "ada", "hooli", 1)), of(tenant, identify(tenant + "4", "laptop", "ada", 2)));
        }
        log.work();
        List<String> theirs = rows("globex");
        assertThat(theirs).containsExactly("anonymous:laptop", "anonymous:phone", "user:ada", "waiting anonymous:phone",
                "waiting anonymous:phone");

        assertThat(persons.count("acme")).isEqualTo(new Persons.Count(3, 2));
        assertThat(persons.forget("acme")).isEqualTo(new Persons.Count(3, 2));
        assertThat(rows("acme")).isEmpty();
        assertThat(rows("globex")).isEqualTo(theirs);
        assertThat(persons.forget("acme")).isEqualTo(new Persons.Count(0, 0));
    }

    @Test
    void more_persons_than_are_forgotten_at_once_are_all_forgotten() {
        stored.database.inTransaction(sql -> sql.execute(
                """
                INSERT INTO person (tenant, person, touched_at) SELECT 'acme', 'anonymous:' || i, now() FROM generate_series(1, 1000) AS i"""));
        assertThat(persons.forget("acme")).isEqualTo(new Persons.Count(1_000, 0));
    }

    @Test
    void a_stranger_who_is_known_again_later_is_so_without_what_was_forgotten() {
        log.captured(of("acme", byStranger("m1", "phone"))).work();
        persons.forget("acme");
        log.captured(of("acme", byStranger("m2", "phone")), of("acme", identify("i", "phone", "ada", 1))).work();
        assertThat(Harness.placed(inbound)).containsExactlyInAnyOrder("ada ada m2", "ada ada i");
    }

    @Test
    void erasing_persons_while_messages_arrive_and_accounts_are_erased_does_not_deadlock() throws Exception {
        AccountData data = data();
        CompletableFuture<Void> messages = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 100; i++) {
                log.captured(of("acme", byStranger("w" + i, "phone" + i % 7)),
                        of("acme", identify("i" + i, "phone" + i % 5, "user" + i % 3, i)),
                        of("acme", group("g" + i, "user" + i % 4, "globex" + i % 2, i))).work();
            }
        });
        CompletableFuture<Void> erasures = CompletableFuture.runAsync(() -> {
            while (!messages.isDone()) {
                stored.database.inTransaction(sql -> {
                    data.delete(sql, new AccountKey("acme", "globex1"));
                    return null;
                });
            }
        });
        while (!messages.isDone()) {
            persons.forget("acme");
        }
        // A deadlock would have ended one of the three with an error.
        CompletableFuture.allOf(messages, erasures).get(60, TimeUnit.SECONDS);
        persons.forget("acme");
        assertThat(rows("acme")).isEmpty();
    }

    private static AccountData data() {
        return AccountData.none().and(
                AccountTable.named("person").writtenByOthers(), AccountTable.named("waiting_message").writtenByOthers());
    }

    private List<String> rows(String tenant) {
        List<String> rows = new ArrayList<>();
        for (Row row : stored.database.withConnection(sql -> sql.execute(
                "SELECT person FROM person WHERE tenant = '" + tenant
                        + "' UNION ALL SELECT 'waiting ' || person FROM waiting_message WHERE tenant = '"
                        + tenant + "' ORDER BY 1"))) {
            rows.add(row.getString(0));
        }
        return rows;
    }
}
