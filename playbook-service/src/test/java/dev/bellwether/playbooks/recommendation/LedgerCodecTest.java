package dev.bellwether.playbooks.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.Aggregate;
import dev.bellwether.chassis.store.NewEvent;
import dev.bellwether.playbooks.ledger.Coverage;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.ledger.LedgerDecider;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.ledger.Proposal;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import dev.bellwether.playbooks.v1.RecommendationChanged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class LedgerCodecTest {
    private static final LedgerCodec CODEC = new LedgerCodec();
    private static final AccountKey ACME = new AccountKey("northwind", "acme");
    // A clock may count nanoseconds; none may be lost.
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    /// Of a kind of its own: "a" is the first kind, "b" the second.
    private static Coverage coverage(String playbook, int dueDays) {
        var kind = ActionKind.forNumber(playbook.charAt(0) - 'a' + 1);
        return new Coverage(
                playbook,
                Optional.of(new Proposal(
                        playbook, 3, kind, "Acme & Söhne", "Call", "Do.", "Because 1 < 2.", 12.5, dueDays, 30, 10, 7, List.of("goal"))));
    }

    /// Every kind of event once, each read back and folded as it was stored.
    @Test
    void what_is_stored_folds_to_what_was_decided() throws Exception {
        var open = Aggregate.initial(new LedgerDecider(), ACME);
        List<Coverage> all = List.of(
                coverage("a", 2), coverage("b", 0), coverage("c", 1), coverage("d", 1), coverage("e", 1), coverage("f", 1));
        open.execute(new LedgerCommand.MembershipReported("s", 1, all, true, NOON));
        open.execute(new LedgerCommand.MembershipReported("t", 2, all, true, NOON.plusSeconds(1)));
        answer(open, "a", (id, at) -> new LedgerCommand.Accept(id, "ana", at));
        answer(open, "b", (id, at) -> new LedgerCommand.Snooze(id, "bo", at.plusSeconds(60), at));
        answer(open, "c", (id, at) -> new LedgerCommand.Dismiss(id, "cy", "No need.", at));
        answer(open, "d", (id, at) -> new LedgerCommand.Complete(id, "di", Outcome.FAILED, "Lost.", at));
        open.execute(new LedgerCommand.TimePassed(NOON.plusSeconds(120)));
        open.execute(new LedgerCommand.MembershipReported("t", 3, List.of(coverage("a", 2)), true, NOON.plusSeconds(180)));
        open.execute(new LedgerCommand.MembershipReported("t", 4, all, true, NOON.plusSeconds(190)));
        open.execute(new LedgerCommand.TimePassed(NOON.plusSeconds(8 * 86_400)));
        answer(open, "e", (id, at) -> new LedgerCommand.Accept(id, "eve", at.plusSeconds(8 * 86_400)));
        open.execute(new LedgerCommand.MembershipReported("goal", 5, List.of(coverage("a", 2)), true, NOON.plusSeconds(9 * 86_400)));
        open.execute(new LedgerCommand.TimePassed(NOON.plusSeconds(31 * 86_400)));
        List<NewEvent> stored = stored(open);
        assertThat(stored).extracting(each -> each.type().replace(".v1", ""))
                .contains("recommended", "moved", "accepted", "snoozed", "unsnoozed", "dismissed", "completed", "withdrawn", "expired",
                        "deferred", "achieved");

        Ledger folded = Ledger.empty(ACME);
        for (var event : stored) {
            folded = new LedgerDecider().evolve(folded, LedgerCodec.decode(event.type(), event.payload()));
            var published = RecommendationChanged.parseFrom(event.payload()).getRecommendation();
            assertThat(published.getRevision()).isEqualTo(folded.version());
            assertThat(RecommendationMessages.write(ACME, folded.latest().get(published.getPlaybook())))
                    .isEqualTo(published);
        }
        assertThat(folded).isEqualTo(open.state());
        assertThat(CODEC.decodeSnapshot(ACME, folded.version(), CODEC.encodeSnapshot(folded))).isEqualTo(folded);
    }

    private static List<NewEvent> stored(Aggregate<LedgerCommand, Ledger, LedgerEvent> ledger) {
        return ledger.changes().stream().map(each -> CODEC.encode(ACME, each.after().version(), each, NOON)).toList();
    }

    private static void answer(Aggregate<LedgerCommand, Ledger, LedgerEvent> open, String playbook,
            BiFunction<UUID, Instant, LedgerCommand> answer) {
        open.execute(answer.apply(open.state().latest().get(playbook).id(), NOON.plusSeconds(10)));
    }

    @Test
    void of_a_recommendation_that_changes_twice_the_last_form_is_written_once() {
        var open = Aggregate.initial(new LedgerDecider(), ACME);
        open.execute(new LedgerCommand.MembershipReported("s", 1, List.of(coverage("a", 2)), true, NOON));
        open.execute(new LedgerCommand.MembershipEnded(NOON.plusSeconds(1)));
        open.execute(new LedgerCommand.MembershipReported("s", 3, List.of(coverage("a", 2)), true, NOON.plusSeconds(2)));
        assertThat(open.changes()).hasSize(3);
        assertThat(RecommendationTable.changed(open)).extracting(each -> each.revision()).containsExactly(2L, 3L);
    }
}
