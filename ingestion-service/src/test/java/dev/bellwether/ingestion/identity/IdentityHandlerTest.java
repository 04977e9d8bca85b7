package dev.bellwether.ingestion.identity;

import static dev.bellwether.ingestion.identity.Messages.alias;
import static dev.bellwether.ingestion.identity.Messages.byStranger;
import static dev.bellwether.ingestion.identity.Messages.byUser;
import static dev.bellwether.ingestion.identity.Messages.group;
import static dev.bellwether.ingestion.identity.Messages.identify;
import static dev.bellwether.ingestion.identity.Messages.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a real database, two partitions side by side.
class IdentityHandlerTest {

    private IngestionDatabase stored;
    private final List<LogEntry> inbound = Harness.inbound();
    private Harness one;
    private Harness two;

    @BeforeEach
    void open() {
        stored = new IngestionDatabase();
        one = new Harness(stored.database, 1, inbound);
        two = new Harness(stored.database, 2, inbound);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void messages_go_to_the_account_that_they_name_or_their_user_is_in_or_their_user_is() {
        one.captured(byUser("m1", "ada"), group("g", "ada", "globex", 1), byUser("m2", "ada"), byUser("m3", "ada").setAccount("hooli"))
                .work();
        assertThat(Harness.placed(inbound)).containsExactly("ada ada m1", "globex ada g", "globex ada m2", "hooli ada m3");
    }

    @Test
    void what_is_known_of_a_person_is_known_to_the_next_process() {
        one.captured(group("g", "ada", "globex", 1)).work();
        one.restart();
        one.captured(byUser("m", "ada")).work();
        assertThat(Harness.placed(inbound)).containsExactly("globex ada g", "globex ada m");
    }

    @Test
    void a_user_of_their_own_is_described_as_an_account_and_one_of_a_company_is_not() {
        one.captured(identify("i1", "", "ada", 1), group("g", "bob", "globex", 1), identify("i2", "", "bob", 2)).work();
        assertThat(inbound).extracting(entry -> entry.getEvent().getFactCase()).containsExactly(
                Event.FactCase.ACCOUNT_PROFILE, Event.FactCase.ACCOUNT_PROFILE, Event.FactCase.USER_IDENTIFIED);
        assertThat(inbound.getFirst().getEvent().getAccountProfile().getName()).isEqualTo("Ms ada");
    }

    @Test
    void a_message_that_comes_again_counts_once_in_a_batch_and_later_and_through_another_partition() {
        one.captured(byUser("m", "ada"), byUser("m", "ada")).work();
        one.captured(byUser("m", "ada")).work();
        two.captured(byUser("m", "ada")).work();
        assertThat(Harness.placed(inbound)).containsExactly("ada ada m");
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void the_same_id_with_other_content_is_put_into_quarantine() {
        one.captured(byUser("m", "ada"), byUser("m", "ada").setContentHash(1)).work();
        two.captured(byUser("m", "ada").setContentHash(2)).work();
        assertThat(Harness.placed(inbound)).containsExactly("ada ada m");
        assertThat(quarantined()).containsExactly("DIFFERENT_CONTENT message_id");
    }

    @Test
    void an_anonymous_persons_events_wait_and_are_joined_once_when_they_are_identified() {
        one.captured(byStranger("m1", "phone"), byStranger("m2", "phone")).work();
        assertThat(inbound).isEmpty();

        two.captured(identify("i", "phone", "ada", 1)).work();
        assertThat(Harness.placed(inbound)).containsExactlyInAnyOrder("ada ada m1", "ada ada m2", "ada ada i");

        one.captured(byStranger("m3", "phone")).work();
        two.captured(identify("i2", "phone", "ada", 2)).work();
        assertThat(Harness.placed(inbound)).containsExactlyInAnyOrder("ada ada m1", "ada ada m2", "ada ada i", "ada ada m3", "ada ada i2");
        assertThat(rows("SELECT person FROM waiting_message")).isEmpty();
    }

    @Test
    void events_of_an_identified_device_go_to_the_account_of_its_user() {
        one.captured(group("g", "ada", "globex", 1), identify("i", "phone", "ada", 2)).work();
        two.captured(byStranger("m", "phone")).work();
        assertThat(Harness.placed(inbound)).containsExactly("globex ada g", "globex ada i", "globex ada m");
    }

    @Test
    void within_one_batch_too() {
        one.captured(byStranger("m1", "phone"), identify("i", "phone", "ada", 1), group("g", "ada", "globex", 1), byStranger("m2", "phone"))
                .work();
        assertThat(Harness.placed(inbound)).containsExactlyInAnyOrder("globex ada m1", "ada ada i", "globex ada g", "globex ada m2");
    }

    @Test
    void an_alias_joins_what_was_done_under_the_former_id() {
        one.captured(byStranger("m1", "phone"), byUser("m2", "old")).work();
        two.captured(alias("a", "phone", "ada", 1), alias("b", "old", "ada", 1)).work();
        one.captured(byUser("m3", "old")).work();
        assertThat(Harness.placed(inbound)).containsExactlyInAnyOrder("old old m2", "ada ada m1", "ada ada a", "ada ada b", "ada ada m3");
    }

    @Test
    void killed_after_deciding_it_passes_on_what_was_decided() {
        one.captured(byUser("m1", "ada"), byUser("m2", "ada"));
        one.step(2, () -> false);
        assertThat(inbound).isEmpty();
        one.restart();
        two.captured(alias("a", "ada", "bob", 1)).work();

        one.step(1, () -> false);
        one.work();
        assertThat(Harness.placed(inbound)).containsExactly("bob bob a", "ada ada m1", "ada ada m2");
        assertThat(rows("SELECT log_partition::text FROM resolution")).isEmpty();
    }

    @Test
    void killed_between_passing_on_and_commit_it_passes_on_the_same_again() {
        one.captured(byStranger("w", "phone")).work();
        one.captured(identify("i", "phone", "ada", 1), byUser("m", "ada"));
        one.step(9, () -> false);
        assertThatThrownBy(() -> one.step(9, () -> true)).isInstanceOf(Harness.Killed.class);
        List<String> first = Harness.placed(inbound);
        assertThat(first).containsExactlyInAnyOrder("ada ada w", "ada ada i", "ada ada m");

        one.restart();
        two.captured(group("g", "ada", "globex", 1)).work();
        inbound.clear();
        one.work();
        assertThat(Harness.placed(inbound)).containsExactlyElementsOf(first);
    }

    @Test
    void more_than_can_wait_for_one_stranger_is_put_into_quarantine() {
        for (int i = 0; i <= IdentityResolver.MOST_WAITING; i++) {
            one.captured(byStranger("m" + i, "crawler"));
        }
        one.captured(byStranger("other", "phone")).work();
        assertThat(quarantined()).containsExactly("TOO_MANY_WAITING anonymous_id");
        assertThat(rows("SELECT DISTINCT person FROM waiting_message ORDER BY person")).containsExactly("anonymous:crawler",
                "anonymous:phone");

        two.captured(identify("i", "crawler", "ada", 1)).work();
        assertThat(inbound).hasSize(IdentityResolver.MOST_WAITING + 1);

        // Sent again, from the quarantine or by its sender, it is no repeat: it has not been taken.
        one.captured(byStranger("m" + IdentityResolver.MOST_WAITING, "crawler"), byStranger("m0", "crawler")).work();
        assertThat(inbound).hasSize(IdentityResolver.MOST_WAITING + 2);
    }

    @Test
    void a_message_that_cannot_be_stored_or_placed_is_quarantined_and_the_rest_continues() {
        one.captured(byUser("m1", "a\0b"), byUser("m2", "u".repeat(129)), track("m3"), byUser("m4", "ada")).work();
        assertThat(Harness.placed(inbound)).containsExactly("ada ada m4");
        assertThat(quarantined()).containsExactlyInAnyOrder("MALFORMED user_id", "TOO_LONG account", "REQUIRED user_id");
        assertThat(rows("SELECT identity::text FROM captured_message")).as("those that were taken").hasSize(1);
    }

    @Test
    void what_waited_keeps_its_backfill_only_when_it_became_known_under_it() {
        one.captured(byStranger("m1", "phone").setBackfill("import"), byStranger("m2", "laptop").setBackfill("import")).work();
        two.captured(identify("i1", "phone", "ada", 1).setBackfill("import"), identify("i2", "laptop", "bob", 1)).work();
        assertThat(inbound).extracting(entry -> entry.getEvent().getEventId() + " " + entry.getBackfill())
                .containsExactlyInAnyOrder("m1 import", "i1 import", "m2 ", "i2 ");
    }

    @Test
    void strangers_and_messages_are_forgotten_in_time_and_what_is_known_of_persons_is_not() {
        one.captured(byStranger("m", "phone"), group("g", "ada", "globex", 1)).work();
        IdentityLoop.forget(stored.database, Messages.NOON.plus(Duration.ofDays(29)), Duration.ofDays(30), Duration.ofDays(100));
        assertThat(rows("SELECT person FROM person ORDER BY person")).containsExactly("anonymous:phone", "user:ada");
        IdentityLoop.forget(stored.database, Messages.NOON.plus(Duration.ofDays(31)), Duration.ofDays(30), Duration.ofDays(100));
        assertThat(rows("SELECT person FROM person ORDER BY person")).containsExactly("user:ada");
        assertThat(rows("SELECT person FROM waiting_message")).isEmpty();
        assertThat(rows("SELECT identity::text FROM captured_message")).hasSize(2);
        IdentityLoop.forget(stored.database, Messages.NOON.plus(Duration.ofDays(101)), Duration.ofDays(30), Duration.ofDays(100));
        assertThat(rows("SELECT identity::text FROM captured_message")).isEmpty();
    }

    private List<String> quarantined() {
        return rows("SELECT DISTINCT reason || ' ' || field FROM quarantined_event");
    }

    private List<String> rows(String query) {
        List<String> rows = new ArrayList<>();
        for (Row row : stored.database.withConnection(sql -> sql.execute(query))) {
            rows.add(row.getString(0));
        }
        return rows;
    }
}
