package dev.bellwether.ingestion.identity;

import static dev.bellwether.ingestion.identity.Messages.byStranger;
import static dev.bellwether.ingestion.identity.Messages.byUser;
import static dev.bellwether.ingestion.identity.Messages.group;
import static dev.bellwether.ingestion.identity.Messages.identify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.operations.HeldBack;
import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Users without a company wait for one, for a while; against a real database.
class CompanyWaitExpiryTest {

    private static final CompanyWaitPolicy PATIENCE = new CompanyWaitPolicy(Duration.ofSeconds(10), Duration.ofSeconds(60));
    private static final Instant NOW = Harness.NOW;

    private IngestionDatabase stored;
    private final List<LogEntry> inbound = Harness.inbound();
    private Harness log;

    @BeforeEach
    void open() {
        stored = new IngestionDatabase();
        log = new Harness(stored.database, 1, inbound, PATIENCE);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void a_user_who_is_identified_and_then_grouped_gets_no_account_of_their_own() {
        log.captured(identify("i", "phone", "ada", 1)).work();
        settle(NOW.plusSeconds(9));
        assertThat(inbound).isEmpty();
        log.captured(group("g", "ada", "globex", 2)).work();
        assertThat(Harness.placed(inbound)).containsExactlyInAnyOrder("globex ada i", "globex ada g");
        assertThat(inbound).filteredOn(entry -> entry.getEvent().getEventId().equals("i"))
                .extracting(entry -> entry.getEvent().getFactCase()).containsExactly(Event.FactCase.USER_IDENTIFIED);
    }

    @Test
    void a_user_without_a_company_in_time_is_an_account_of_their_own_and_waits_no_more_until_they_join_one() {
        log.captured(byStranger("m1", "phone"), identify("i", "phone", "ada", 1)).work();
        settle(NOW.plusSeconds(10));
        assertThat(Harness.placed(inbound)).containsExactlyInAnyOrder("ada ada m1", "ada ada i");
        log.restart();
        log.captured(byUser("m2", "ada"), group("g", "ada", "globex", 2), byUser("m3", "ada")).work();
        assertThat(Harness.placed(inbound)).contains("ada ada m2", "globex ada g", "globex ada m3").hasSize(5);
        assertThat(settle(NOW.plusSeconds(100))).isEqualTo(5);
    }

    @Test
    void a_user_who_stays_active_waits_longer_but_not_for_ever() {
        log.captured(byUser("m1", "ada")).work();
        new Harness(stored.database, 2, inbound, new CompanyWaitPolicy(Duration.ofSeconds(55), Duration.ofSeconds(90)))
                .captured(byUser("m2", "ada")).work();
        assertThat(settle(NOW.plusSeconds(54))).isZero();
        assertThat(settle(NOW.plusSeconds(55))).isEqualTo(2);
    }

    @Test
    void an_anonymous_person_keeps_waiting() {
        log.captured(byStranger("m1", "phone")).work();
        assertThat(settle(NOW.plusSeconds(1_000))).isZero();
    }

    @Test
    void killed_between_deciding_and_passing_on_the_next_passes_on_what_was_decided() {
        log.captured(byUser("m1", "ada")).work();
        CompanyWaitExpiry killed = Harness.settling(stored.database, inbound, NOW.plusSeconds(10));
        killed.decideDue(NOW.plusSeconds(10));
        log.captured(group("g", "ada", "globex", 2)).work();
        assertThat(settle(NOW.plusSeconds(11))).isEqualTo(2);
        assertThat(Harness.placed(inbound)).containsExactlyInAnyOrder("ada ada m1", "globex ada g");
    }

    @Test
    void messages_that_wait_for_a_company_are_reported_until_they_are_published_and_those_of_anonymous_persons_are_not() {
        log.captured(byStranger("m1", "phone"), byUser("m2", "ada"), byUser("m3", "bob"), byUser("m4", "bob")).work();
        assertThat(heldBack(NOW.plusSeconds(3))).isEqualTo(new HeldBack(3, Optional.of(Duration.ofSeconds(7))));
        assertThat(heldBack(NOW.plusSeconds(12))).isEqualTo(new HeldBack(3, Optional.of(Duration.ofSeconds(-2))));
        Harness.settling(stored.database, inbound, NOW.plusSeconds(10)).decideDue(NOW.plusSeconds(10));
        assertThat(heldBack(NOW.plusSeconds(10))).as("decided, and not on the log").isEqualTo(new HeldBack(3, Optional.empty()));
        assertThat(settle(NOW.plusSeconds(11))).isEqualTo(3);
        assertThat(heldBack(NOW.plusSeconds(11))).isEqualTo(HeldBack.NOTHING);
        log.captured(identify("i", "phone", "eve", 1)).work();
        assertThat(heldBack(NOW).messages()).as("it is known who the stranger is").isEqualTo(2);
    }

    private HeldBack heldBack(Instant now) {
        return stored.database.withConnection(new UsersWithoutCompany(stored.database, InstantSource.fixed(now))::heldBack);
    }

    @Test
    void what_a_backfill_says_is_settled_when_it_is_finished_and_stays_in_it() {
        log.captured(byUser("m1", "ada").setBackfill("import"), byUser("m2", "bob"), identify("i", "phone", "eve", 1).setBackfill("import"))
                .work();
        Harness.settling(stored.database, inbound, NOW).settle("acme", "import");
        assertThat(inbound).extracting(entry -> entry.getEvent().getAccount() + " " + entry.getBackfill())
                .containsExactlyInAnyOrder("ada import", "eve import");
    }

    @Test
    void a_user_with_more_than_can_wait_is_an_account_at_once_and_nothing_is_refused() {
        for (int i = 0; i <= IdentityResolver.MOST_WAITING; i++) {
            log.captured(byUser("m" + i, "robot"));
        }
        log.work();
        assertThat(inbound).hasSize(IdentityResolver.MOST_WAITING + 1);
        assertThat(Harness.placed(inbound)).doesNotHaveDuplicates();
    }

    /// What has been passed on in all.
    private int settle(Instant now) {
        Harness.settling(stored.database, inbound, now).settleDue();
        return inbound.size();
    }
}
