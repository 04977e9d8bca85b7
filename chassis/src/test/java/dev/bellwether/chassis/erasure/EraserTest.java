package dev.bellwether.chassis.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.SqlFailure;
import dev.bellwether.chassis.store.Publications;
import dev.bellwether.chassis.store.StreamId;
import dev.bellwether.chassis.testing.Databases;
import dev.bellwether.chassis.testing.MortalDatabase;
import dev.bellwether.chassis.testing.MortalDatabase.Moment;
import dev.bellwether.chassis.testing.SharedKafka;
import dev.bellwether.operations.v1.ErasureConfirmed;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EraserTest {
    private static final int PARTITIONS = 3;
    private static final AccountKey GONE = new AccountKey("acme", "gone");
    private static final AccountKey STAYS = new AccountKey("acme", "gone-not");
    private static final AccountKey NEIGHBOUR = new AccountKey("other", "gone");
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Function<byte[], Object> TEXT = String::new;

    private final AccountData data =
            AccountData.none().and(AccountTable.streams("kind", TEXT, TEXT))
                    .and(AccountTable.named("note").showing("said", TEXT).writtenByOthers());
    private Databases databases;
    private Database database;
    private LogProducer producer;
    private Map<TopicPartition, Long> before;

    @BeforeEach
    void connect() {
        Topics.ensure(SharedKafka.settings(), PARTITIONS, Topics.ERASURES);
        producer = new LogProducer(SharedKafka.settings());
        before = ends();
        databases = new Databases();
        database = databases.connect();
        database.withConnection(sql -> sql.execute("CREATE TABLE note (tenant text, account text, said bytea)"));
        for (AccountKey account : List.of(GONE, STAYS, NEIGHBOUR)) {
            store(account);
        }
    }

    @AfterEach
    void close() {
        producer.close();
        databases.close();
    }

    @Test
    void the_erased_account_is_deleted_and_confirmed_and_no_other() {
        begin(GONE);
        eraser(database, true).workOff();
        assertThat(rows(GONE)).isEmpty();
        assertThat(rows(STAYS)).isEqualTo(rows(NEIGHBOUR)).containsOnlyKeys("event", "stream", "note", "suspended_account");
        assertThat(confirmed()).containsExactly(Fingerprint.of(GONE));
        assertThat(state()).as("nothing names it any more").containsExactly("CONFIRMED null null");
        eraser(database, true).workOff();
        assertThat(confirmed()).as("told once, when nothing fails").hasSize(1);
    }

    @Test
    void it_waits_until_the_last_of_the_account_is_published() {
        begin(GONE);
        Eraser eraser = new Eraser("test", database, data, producer, InstantSource.fixed(NOW),
                (sql, account) -> Publications.cover(sql, "kinds", new StreamId("kind", account)));
        eraser.workOff();
        assertThat(rows(GONE)).containsKey("event");
        assertThat(confirmed()).isEmpty();
        database.withConnection(sql -> sql.execute("INSERT INTO published SELECT 'kinds', max(xid), max(position) FROM event"));
        eraser.workOff();
        assertThat(rows(GONE)).isEmpty();
        assertThat(confirmed()).hasSize(1);
    }

    @Test
    void killed_at_any_moment_its_successor_ends_it() {
        for (Moment moment : Moment.values()) {
            AccountKey account = new AccountKey("acme", moment.name());
            store(account);
            begin(account);
            MortalDatabase mortal = new MortalDatabase(database);
            mortal.dieAt(moment::equals);
            assertThatThrownBy(() -> eraser(mortal, true).workOff()).isInstanceOf(SqlFailure.class);
            eraser(database, true).workOff();
            assertThat(rows(account)).isEmpty();
            assertThat(confirmed()).contains(Fingerprint.of(account));
        }
    }

    @Test
    void killed_between_telling_and_noting_it_tells_again() {
        begin(GONE);
        eraser(database, true).workOff();
        database.withConnection(sql -> sql.execute("UPDATE erased_account SET state = 'ERASED'"));
        eraser(database, true).workOff();
        assertThat(confirmed()).containsExactly(Fingerprint.of(GONE), Fingerprint.of(GONE));
    }

    @Test
    void an_account_is_erased_once_and_the_next_owner_of_its_partition_knows_it() {
        assertThat(begin(GONE)).isTrue();
        assertThat(begin(GONE)).isFalse();
        ErasedAccounts loaded = database.withConnection(sql -> ErasedAccounts.load(sql, 1));
        assertThat(loaded.contains(GONE)).isTrue();
        assertThat(loaded.contains(STAYS)).isFalse();
        assertThat(loaded.contains(NEIGHBOUR)).isFalse();
        assertThat(database.<ErasedAccounts>withConnection(sql -> ErasedAccounts.load(sql, 2)).isEmpty()).isTrue();
    }

    @Test
    void an_export_shows_the_rows_with_their_bytes_read_however_many() {
        database.withConnection(sql -> sql.execute("INSERT INTO note SELECT 'acme', 'gone', 'n'::bytea FROM generate_series(1, 1300)"));
        List<JsonObject> notes = new ArrayList<>();
        database.inTransaction(sql -> {
            data.export(sql, GONE, (table, row) -> {
                if (table.equals("note")) {
                    notes.add(row);
                }
            });
            return null;
        });
        assertThat(notes).hasSize(1301);
        assertThat(notes).filteredOn(note -> note.getString("said").equals("hello of gone")).singleElement()
                .isEqualTo(new JsonObject().put("tenant", "acme").put("account", "gone").put("said", "hello of gone"));
    }

    @Test
    void undeclared_tables_and_columns_of_bytes_without_a_reader_are_named() {
        assertThat(database.withConnection(data::undeclared)).isEmpty();
        database.withConnection(sql -> sql.execute("CREATE TABLE secret (id int)"));
        database.withConnection(sql -> sql.execute("ALTER TABLE note ADD COLUMN more bytea"));
        assertThat(database.withConnection(data::undeclared)).isEqualTo(Set.of("secret", "note.more"));
        assertThat(database.withConnection(data.besides("secret")::undeclared)).isEqualTo(Set.of("note.more"));
    }

    private void store(AccountKey account) {
        String stream = new StreamId("kind", account).toString();
        database.inTransaction(sql -> {
            sql.update("INSERT INTO stream VALUES ($1, 1, 'state', 1)", Tuple.of(stream));
            sql.update("INSERT INTO event (stream_id, version, type, payload) VALUES ($1, 1, 't', 'happened')", Tuple.of(stream));
            sql.update("INSERT INTO note VALUES ($1, $2, convert_to('hello of ' || $2, 'UTF8'))",
                    Tuple.of(account.tenant(), account.account()));
            return sql.update(
                    "INSERT INTO suspended_account (topic, partition, tenant, account, log_offset, reason) VALUES ('t', 0, $1, $2, 0, '')",
                    Tuple.of(account.tenant(), account.account()));
        });
    }

    private boolean begin(AccountKey account) {
        return database.inTransaction(sql -> ErasedAccounts.load(sql, 1).erasing(sql, account));
    }

    private Eraser eraser(Database on, boolean published) {
        return new Eraser("test", on, data, producer, InstantSource.fixed(NOW), (_, _) -> published);
    }

    private Map<String, Long> rows(AccountKey account) {
        return database.withConnection(sql -> data.rows(sql, account));
    }

    private List<String> state() {
        List<String> states = new ArrayList<>();
        database.withConnection(sql -> sql.execute("SELECT state, tenant, account FROM erased_account"))
                .forEach(row -> states.add(row.getString(0) + " " + row.getString(1) + " " + row.getString(2)));
        return states;
    }

    private static List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS).mapToObj(partition -> new TopicPartition(Topics.ERASURES, partition)).toList();
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaClients(SharedKafka.settings().withConsumer(Map.of("fetch.max.wait.ms", "10"))).reader();
    }

    private static Map<TopicPartition, Long> ends() {
        try (var consumer = consumer()) {
            return consumer.endOffsets(partitions());
        }
    }

    /// What this test has confirmed.
    private List<Fingerprint> confirmed() {
        List<Fingerprint> confirmed = new ArrayList<>();
        try (var consumer = consumer()) {
            consumer.assign(partitions());
            before.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions());
            while (partitions().stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> confirmed.add(fingerprint(record.value())));
            }
        }
        return confirmed;
    }

    private static Fingerprint fingerprint(byte[] value) {
        try {
            ErasureConfirmed confirmation = ErasureConfirmed.parseFrom(value);
            assertThat(confirmation.getService()).isEqualTo("test");
            return Fingerprint.of(confirmation.getFingerprint().toByteArray());
        } catch (com.google.protobuf.InvalidProtocolBufferException broken) {
            throw new AssertionError(broken);
        }
    }
}
