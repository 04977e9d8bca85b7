package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.Aggregate;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipCommand;
import dev.bellwether.segmentation.membership.MembershipDecider;
import dev.bellwether.segmentation.membership.MembershipEvent;
import dev.bellwether.segmentation.membership.Rules;
import java.util.Optional;

/// Takes one account through any number of its snapshots, in memory. The same in production and when everything is
/// decided again.
public final class Evaluation {

    private static final MembershipDecider DECIDER = new MembershipDecider();

    private final Aggregate<MembershipCommand, Membership, MembershipEvent> aggregate;
    private Position position;
    private Optional<Snapshot> last = Optional.empty();

    public Evaluation(AccountKey account, EvaluatedAccount before) {
        this.position = before.position();
        this.aggregate = new Aggregate<>(DECIDER, account, before.version(), before.membership());
    }

    /// Ignores the snapshots that are not newer than what is known.
    public void observe(AccountSnapshots message, Rules rules) {
        for (Snapshot snapshot : message.getSnapshotsList()) {
            Position at = Position.of(message.getEventsOffset(), snapshot);
            if (at.isAfter(position)) {
                aggregate.execute(new MembershipCommand(Observations.of(snapshot), rules));
                position = at;
                last = Optional.of(snapshot);
            }
        }
    }

    public EvaluatedAccount after() {
        return new EvaluatedAccount(position, aggregate.state(), aggregate.version());
    }

    /// With what has been decided.
    public Aggregate<MembershipCommand, Membership, MembershipEvent> aggregate() {
        return aggregate;
    }

    /// The newest of the snapshots taken; absent when none was new.
    public Optional<Snapshot> last() {
        return last;
    }
}
