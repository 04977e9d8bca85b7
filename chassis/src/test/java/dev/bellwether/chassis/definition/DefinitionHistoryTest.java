package dev.bellwether.chassis.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.definition.kind.TextDigest;
import dev.bellwether.chassis.testing.Databases;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefinitionHistoryTest {

    private static final LocalDate MARCH_1 = LocalDate.of(2026, 3, 1);
    private static final String EVERY_TENANT = "";

    private final Databases databases = new Databases();
    private final Database database = databases.connect();
    private final NoteKind kind = new NoteKind();
    private final DefinitionHistory<String> history = new DefinitionHistory<>(kind, database);

    @BeforeEach
    void ship() {
        publish(EVERY_TENANT, 1, "hello", null);
    }

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void tenants_without_revisions_of_their_own_have_what_is_shipped_from_the_beginning_and_share_it() {
        DefinitionRevisions<String> now = history.now();
        assertThat(text(now, "acme", LocalDate.EPOCH)).contains("hello");
        assertThat(text(now, "globex", MARCH_1)).contains("hello");
        assertThat(kind.compiled).hasValue(1);
    }

    @Test
    void a_day_is_decided_by_the_newest_revision_whose_first_day_is_not_after_it() {
        publish("acme", 1, "hello", null);
        publish("acme", 2, "two", MARCH_1.plusDays(9));
        publish("acme", 3, "three", MARCH_1.plusDays(4));
        publish("acme", 4, "four", MARCH_1.plusDays(20));
        DefinitionRevisions<String> now = history.now();
        assertThat(text(now, "acme", MARCH_1.plusDays(3))).contains("hello");
        assertThat(text(now, "acme", MARCH_1.plusDays(4))).contains("three");
        assertThat(text(now, "acme", MARCH_1.plusDays(9))).contains("three");
        assertThat(text(now, "acme", MARCH_1.plusDays(20))).contains("four");
        assertThat(text(now, "globex", MARCH_1.plusDays(20))).contains("hello");
    }

    @Test
    void a_retired_definition_is_gone_from_its_first_day_on_and_keeps_its_past() {
        publish("acme", 1, "hello", null);
        retire("acme", 2, MARCH_1);
        DefinitionRevisions<String> now = history.now();
        assertThat(text(now, "acme", MARCH_1.minusDays(1))).contains("hello");
        assertThat(text(now, "acme", MARCH_1)).isEmpty();
        assertThat(now.of("acme", "greeting")).hasSize(2);
        assertThat(now.revision("acme", "greeting", 1)).isPresent();
    }

    @Test
    void what_is_published_is_seen_by_the_next_look_and_not_by_the_one_before() {
        DefinitionRevisions<String> before = history.now();
        publish("acme", 1, "hello", null);
        publish("acme", 2, "two", MARCH_1);
        assertThat(text(before, "acme", MARCH_1)).contains("hello");
        assertThat(text(history.now(), "acme", MARCH_1)).contains("two");
        Optional<String> within = database.inTransaction(sql -> text(history.sharedBy(sql), "acme", MARCH_1));
        assertThat(within).contains("two");
        assertThat(kind.compiled).hasValue(2);
    }

    @Test
    void batches_that_decide_keep_a_publication_out_until_they_are_committed_and_do_not_wait_for_each_other() {
        database.inTransaction(first -> {
            history.sharedBy(first);
            boolean otherBatch = database.inTransaction(second -> {
                history.sharedBy(second);
                return true;
            });
            assertThat(otherBatch).isTrue();
            assertThat(canPublish()).isFalse();
            return null;
        });
        assertThat(canPublish()).isTrue();
    }

    @Test
    void a_text_that_this_release_cannot_use_fails_for_its_tenant_alone() {
        publish("acme", 1, "", null);
        DefinitionRevisions<String> now = history.now();
        assertThatThrownBy(() -> now.inForce("acme", "greeting", MARCH_1)).hasMessage(
                "revision 1 of notes/greeting of tenant acme cannot be used by this release: line 1, column 1: A note says something.");
        assertThat(text(now, "globex", MARCH_1)).contains("hello");
    }

    @Test
    void the_last_closed_day_of_a_partition_never_goes_back() {
        database.inTransaction(sql -> {
            ClosedDays.write(sql, 3, Map.of("acme", MARCH_1, "globex", MARCH_1));
            ClosedDays.write(sql, 3, Map.of("acme", MARCH_1.minusDays(2), "globex", MARCH_1.plusDays(1)));
            ClosedDays.write(sql, 3, Map.of());
            return null;
        });
        assertThat(closed("acme")).isEqualTo(MARCH_1);
        assertThat(closed("globex")).isEqualTo(MARCH_1.plusDays(1));
    }

    private static Optional<String> text(DefinitionRevisions<String> revisions, String tenant, LocalDate day) {
        return revisions.inForce(tenant, "greeting", day).map(CompiledRevision::compiled);
    }

    private boolean canPublish() {
        return database.inTransaction(sql -> sql.execute("SELECT pg_try_advisory_xact_lock(" + DefinitionHistory.LOCK + ")")
                .iterator().next().getBoolean(0));
    }

    private LocalDate closed(String tenant) {
        return database.withConnection(sql -> sql.execute("SELECT day FROM closed_day WHERE tenant = $1 AND log_partition = 3",
                Tuple.of(tenant)).iterator().next().getLocalDate(0));
    }

    private void publish(String tenant, int revision, String text, LocalDate firstDay) {
        database.inTransaction(sql -> insert(sql, tenant, revision, text, firstDay, false));
    }

    private void retire(String tenant, int revision, LocalDate firstDay) {
        database.inTransaction(sql -> insert(sql, tenant, revision, "", firstDay, true));
    }

    private static Void insert(Sql sql, String tenant, int revision, String text, LocalDate firstDay, boolean retired) {
        sql.execute("INSERT INTO definition_change AS kept VALUES ('definitions', 1) "
                + "ON CONFLICT (kind) DO UPDATE SET changes = kept.changes + 1");
        sql.execute("""
                INSERT INTO definition_revision
                SELECT $1, 'notes', 'greeting', $2, $3, $3, $4, 'ann', 'ann', now(), '', $5, 0, $6, false, changes, true
                FROM definition_change WHERE kind = 'definitions'""",
                Tuple.of(tenant, revision, text, TextDigest.of(text), firstDay, retired));
        return null;
    }
}
