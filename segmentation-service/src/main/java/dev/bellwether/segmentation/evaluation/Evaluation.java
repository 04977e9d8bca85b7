package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.Aggregate;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.features.v1.Snapshot.Kind;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipCommand;
import dev.bellwether.segmentation.membership.MembershipDecider;
import dev.bellwether.segmentation.membership.MembershipEvent;
import dev.bellwether.segmentation.membership.Observation;
import dev.bellwether.segmentation.membership.Observation.RulesChanged;
import dev.bellwether.segmentation.membership.Rules;
import dev.bellwether.segmentation.membership.RulesInForce;
import java.time.LocalDate;
import java.util.Optional;

/// Takes one account through any number of its snapshots, in memory, each by the rules of its day. The same in production and when
/// everything is decided again.
public final class Evaluation {

    private static final MembershipDecider DECIDER = new MembershipDecider();

    private final AccountKey account;
    private final Aggregate<MembershipCommand, Membership, MembershipEvent> aggregate;
    private final RulesInForce rules;
    private final TakenForce taken;
    private Position position;
    private int revision;
    private Optional<Snapshot> last = Optional.empty();
    private Optional<LocalDate> closed = Optional.empty();

    /// @param taken what the account has been decided by again since its last snapshot
    public Evaluation(AccountKey account, EvaluatedAccount before, RulesInForce rules, TakenForce taken) {
        this.account = account;
        this.position = before.position();
        this.aggregate = new Aggregate<>(DECIDER, account, before.version(), before.membership());
        this.rules = rules;
        this.taken = taken;
        this.revision = before.revision() == 0 ? 0 : Math.max(before.revision(), taken.revision());
    }

    /// Ignores the snapshots that are not newer than what is known.
    public void observe(AccountSnapshots message) {
        for (Snapshot snapshot : message.getSnapshotsList()) {
            Position at = Position.of(message.getEventsOffset(), snapshot);
            if (at.isAfter(position)) {
                // Rules that have taken force are not given up again for a snapshot that is as of a day before.
                LocalDate day = snapshot.getKind() == Kind.LIVE ? later(at.asOf(), taken.day()) : at.asOf();
                decide(Observations.of(snapshot, day), day);
                position = at;
                last = Optional.of(snapshot);
                if (Observations.isClosing(snapshot)) {
                    closed = Optional.of(closed.map(it -> later(it, day)).orElse(day));
                }
            }
        }
    }

    /// To be called behind the last snapshot: a closing as of a day before the rules took force has just been decided by those before.
    public void settle() {
        last.filter(it -> Observations.asOf(it).isBefore(taken.day())).ifPresent(it -> decideAgain(it, taken.day()));
    }

    /// By the rules of the day, or of the snapshot's own day where that is later.
    ///
    /// @param known the account's last snapshot
    public void decideAgain(Snapshot known, LocalDate day) {
        // In the middle of a backfill the account does not live in the present yet.
        if (known.getKind() != Kind.BACKFILL_CLOSING && known.getKind() != Kind.ERASED) {
            LocalDate asOf = later(Observations.asOf(known), day);
            decide(new RulesChanged(asOf, known.getFeatures()), asOf);
        }
    }

    private void decide(Observation observation, LocalDate day) {
        Rules inForce = rules.on(account.tenant(), day);
        int number = inForce.version().number();
        Optional<Rules> before =
                revision == 0 || revision == number ? Optional.empty() : Optional.of(rules.revision(account.tenant(), revision));
        aggregate.execute(new MembershipCommand(observation, inForce, before));
        revision = number;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }

    public EvaluatedAccount after() {
        return new EvaluatedAccount(position, aggregate.state(), aggregate.version(), revision);
    }

    /// With what has been decided.
    public Aggregate<MembershipCommand, Membership, MembershipEvent> aggregate() {
        return aggregate;
    }

    /// The last day that the snapshots taken have closed; absent when they have closed none.
    public Optional<LocalDate> closed() {
        return closed;
    }

    /// The newest of the snapshots taken; absent when none was new.
    public Optional<Snapshot> last() {
        return last;
    }
}
