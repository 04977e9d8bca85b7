package dev.bellwether.segmentation.evaluation;

import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipEvent;
import dev.bellwether.segmentation.membership.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes one account through any number of its snapshots, in memory. The same in production and when everything is
/// decided again.
public final class Evaluation {

    private final EvaluatedAccount before;
    private final List<MembershipEvent> events = new ArrayList<>();
    private Position position;
    private Membership membership;
    private Optional<Snapshot> last = Optional.empty();

    public Evaluation(EvaluatedAccount before) {
        this.before = before;
        this.position = before.position();
        this.membership = before.membership();
    }

    /// Ignores the snapshots that are not newer than what is known.
    public void observe(AccountSnapshots message, Rules rules) {
        for (Snapshot snapshot : message.getSnapshotsList()) {
            Position at = Position.of(message.getEventsOffset(), snapshot);
            if (at.isAfter(position)) {
                List<MembershipEvent> decided = membership.decide(Observations.of(snapshot), rules);
                events.addAll(decided);
                membership = membership.evolve(decided);
                position = at;
                last = Optional.of(snapshot);
            }
        }
    }

    public EvaluatedAccount before() {
        return before;
    }

    public EvaluatedAccount after() {
        return new EvaluatedAccount(position, membership, before.version() + events.size());
    }

    public List<MembershipEvent> events() {
        return events;
    }

    /// The newest of the snapshots taken; absent when none was new.
    public Optional<Snapshot> last() {
        return last;
    }
}
