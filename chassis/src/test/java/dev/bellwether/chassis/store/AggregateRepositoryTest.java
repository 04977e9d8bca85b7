package dev.bellwether.chassis.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.Aggregate;
import dev.bellwether.chassis.aggregate.DecidedEvent;
import dev.bellwether.chassis.aggregate.Decider;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.OptimisticTransaction;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.testing.Databases;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AggregateRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static Databases databases;
    private static Database database;

    private final List<String> projected = new ArrayList<>();

    @BeforeAll
    static void connect() {
        databases = new Databases();
        database = databases.connect();
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    @Test
    void what_was_saved_is_loaded_from_its_snapshot_in_one_statement_however_many_accounts_there_are() {
        List<AccountKey> accounts = accounts("snapshots", 500);
        accounts.forEach(account -> assertThat(take(account, "a")).isEqualTo("a"));
        var counted = new CountedStatements();
        database.inTransaction(sql -> {
            assertThat(repository(1).load(counted.of(sql), accounts).values())
                    .hasSize(500).allSatisfy(it -> assertThat(it.state() + it.version()).isEqualTo("a1"));
            return null;
        });
        assertThat(counted.statements()).hasSize(1);
    }

    @Test
    void a_batch_is_saved_in_three_statements_and_the_projection_has_what_was_changed() {
        List<AccountKey> old = accounts("old", 100);
        List<AccountKey> others = accounts("new", 100);
        database.inTransaction(sql -> {
            save(sql, repository(1).load(sql, old), "a");
            return null;
        });
        projected.clear();
        var counted = new CountedStatements();
        database.inTransaction(sql -> {
            var loaded = repository(1).load(sql, concat(old, others));
            save(counted.of(sql), loaded, "b");
            return null;
        });
        // Streams begun, streams moved, events.
        assertThat(counted.statements()).hasSize(3);
        assertThat(projected).hasSize(200).contains("acme/old-7 [b] ab", "acme/new-7 [b] b");
    }

    @Test
    void a_command_taken_twice_changes_nothing_the_second_time_and_nothing_is_written() {
        AccountKey account = new AccountKey("acme", "twice");
        assertThat(take(account, "a")).isEqualTo("a");
        assertThat(take(account, "b")).isEqualTo("ab");
        projected.clear();
        var counted = new CountedStatements();
        database.inTransaction(sql -> {
            save(counted.of(sql), repository(1).load(sql, List.of(account)), "a");
            return null;
        });
        assertThat(counted.statements()).isEmpty();
        assertThat(projected).isEmpty();
    }

    @Test
    void snapshots_of_another_schema_are_passed_over_and_the_events_folded_many_pages_of_them() {
        // More events than a page has, and streams that end in the middle of one.
        List<AccountKey> accounts = accounts("folded", 3);
        String letters = IntStream.range(0, 1_100).mapToObj(i -> Character.toString(0x4e00 + i)).reduce("", String::concat);
        database.inTransaction(sql -> {
            var loaded = repository(1).load(sql, accounts);
            letters.codePoints().mapToObj(Character::toString).forEach(letter -> loaded.values().forEach(it -> it.execute(letter)));
            repository(1).save(sql, loaded.values(), new AppendMetadata(NOON));
            return null;
        });
        AccountKey unknown = new AccountKey("acme", "folded-unknown");
        var counted = new CountedStatements();
        var folded = database.inTransaction(sql -> repository(2).load(counted.of(sql), concat(accounts, List.of(unknown))));
        assertThat(counted.statements()).as("the heads, and the events of all").hasSize(2);
        assertThat(accounts).allSatisfy(account -> {
            assertThat(folded.get(account).state()).isEqualTo(letters);
            assertThat(folded.get(account).loadedVersion()).isEqualTo(1_100);
        });
        assertThat(folded.get(unknown).state()).isEmpty();
        assertThat(database.inTransaction(sql -> repository(1).fold(sql, accounts)).get(accounts.get(2)).state()).isEqualTo(letters);
    }

    @Test
    void a_command_that_conflicts_with_another_writer_is_decided_again_in_a_new_transaction() {
        AccountKey account = new AccountKey("acme", "contended");
        take(account, "a");
        List<String> loaded = new ArrayList<>();
        String after = OptimisticTransaction.run(database, sql -> {
            var aggregate = repository(1).load(sql, List.of(account)).get(account);
            loaded.add(aggregate.state());
            if (loaded.size() == 1) {
                // Another one's transaction, between loading and saving.
                take(account, "b");
            }
            aggregate.execute("c");
            repository(1).save(sql, List.of(aggregate), new AppendMetadata(NOON));
            return aggregate.state();
        });
        assertThat(loaded).containsExactly("a", "ab");
        assertThat(after).isEqualTo("abc");
        List<StoredEvent> events =
                database.withConnection(sql -> new PostgresEventStore(1).read(sql, new StreamId("letters", account), 0, 10));
        assertThat(events)
                .extracting(event -> event.version() + new String(event.payload(), UTF_8)).containsExactly("1a", "2b", "3c");
    }

    @Test
    void a_command_that_conflicts_again_and_again_gives_up() {
        AccountKey account = new AccountKey("acme", "lost");
        List<Integer> attempts = new ArrayList<>();
        assertThatThrownBy(() -> OptimisticTransaction.run(database, sql -> {
            var aggregate = repository(1).load(sql, List.of(account)).get(account);
            take(account, "other" + attempts.size());
            attempts.add(attempts.size());
            aggregate.execute("mine");
            repository(1).save(sql, List.of(aggregate), new AppendMetadata(NOON));
            return null;
        })).isInstanceOf(ConcurrentAppendException.class);
        assertThat(attempts).hasSize(10);
    }

    /// @return the state after
    private String take(AccountKey account, String letter) {
        return OptimisticTransaction.run(database, sql -> {
            var loaded = repository(1).load(sql, List.of(account));
            save(sql, loaded, letter);
            return loaded.get(account).state();
        });
    }

    private void save(Sql sql, Map<AccountKey, Aggregate<String, String, String>> loaded, String letter) {
        loaded.values().forEach(aggregate -> aggregate.execute(letter));
        repository(1).save(sql, loaded.values(), new AppendMetadata(NOON));
    }

    private AggregateRepository<String, String, String> repository(int snapshotSchema) {
        return new AggregateRepository<>(new PostgresEventStore(snapshotSchema), new Letters(), new LettersCodec(), (_, changed) -> changed
                .forEach(it -> projected
                        .add(it.account() + " " + it.changes().stream().map(DecidedEvent::event).toList() + " " + it.state())));
    }

    private static List<AccountKey> accounts(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> new AccountKey("acme", name + "-" + i)).toList();
    }

    private static List<AccountKey> concat(List<AccountKey> some, List<AccountKey> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /// An account's letters, each once.
    private static final class Letters implements Decider<String, String, String> {

        @Override
        public String initial(AccountKey account) {
            return "";
        }

        @Override
        public List<String> decide(String command, String state) {
            return state.contains(command) ? List.of() : List.of(command);
        }

        @Override
        public String evolve(String state, String event) {
            return state + event;
        }
    }

    private static final class LettersCodec implements AggregateCodec<String, String> {

        @Override
        public String kind() {
            return "letters";
        }

        @Override
        public NewEvent encode(AccountKey account, long version, DecidedEvent<String, String> decided, Instant decidedAt) {
            return new NewEvent("letter.v1", decided.event().getBytes(UTF_8));
        }

        @Override
        public String decode(StoredEvent event) {
            return new String(event.payload(), UTF_8);
        }

        @Override
        public byte[] encodeSnapshot(String state) {
            return state.getBytes(UTF_8);
        }

        @Override
        public String decodeSnapshot(AccountKey account, long version, byte[] snapshot) {
            return new String(snapshot, UTF_8);
        }
    }

    private record CountedStatements(List<String> statements) {

        CountedStatements() {
            this(new ArrayList<>());
        }

        Sql of(Sql sql) {
            return new Sql() {
                @Override
                public RowSet<Row> execute(String statement, Tuple parameters) {
                    statements.add(statement);
                    return sql.execute(statement, parameters);
                }

                @Override
                public Sent send(String statement, Tuple parameters) {
                    statements.add(statement);
                    return sql.send(statement, parameters);
                }

                @Override
                public void forEach(String query, Tuple parameters, int page, Consumer<Row> reader) {
                    statements.add(query);
                    sql.forEach(query, parameters, page, reader);
                }
            };
        }
    }
}
