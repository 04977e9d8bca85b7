package dev.bellwether.playbooks.ledger;

import dev.bellwether.chassis.errors.Refusal;
import java.time.Instant;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import java.util.List;

/// Decides what an answer does to the recommendation that it answers. The same answer again gives nothing, also when the
/// recommendation is closed by it; another answer to a closed one is refused.
public final class AnswerDecider {

    private AnswerDecider() {}

    /// @throws Refusal.InvalidArgument    for a snooze that ends in the past or after the recommendation has expired
    /// @throws Refusal.FailedPrecondition when it has been answered otherwise, or is closed
    public static List<LedgerEvent> decide(LedgerCommand.Answer answer, Recommendation current) {
        if (isRepeated(answer, current)) {
            return List.of();
        }
        if (current.hasRunOut(answer.at())) {
            throw refused(new Status.Expired());
        }
        return switch (current.status()) {
            case Status.Closed closed -> throw refused(closed);
            case Status.Deferred deferred -> throw refused(deferred);
            case Status.Pending _ when answer instanceof LedgerCommand.Accept && isOfAnother(answer.by(), current) ->
                throw refused(new Status.Accepted(current.acceptedBy()));
            case Status.Pending _ -> List.of(event(answer, current));
        };
    }

    /// Also while it is snoozed: it comes back to who has accepted it.
    private static boolean isOfAnother(String by, Recommendation current) {
        return current.isAccepted() && !current.acceptedBy().equals(by);
    }

    private static boolean isRepeated(LedgerCommand.Answer answer, Recommendation current) {
        Status status = current.status();
        return switch (answer) {
            case LedgerCommand.Accept(_, var by, _) -> status.equals(new Status.Accepted(by));
            case LedgerCommand.Snooze(_, var by, var until, _) -> status.equals(new Status.Snoozed(by, until));
            case LedgerCommand.Dismiss(_, var by, var reason, _) -> status.equals(new Status.Dismissed(by, reason));
            case LedgerCommand.Complete(_, var by, var outcome, var note, _) ->
                status.equals(new Status.Completed(by, outcome, note))
                        || status instanceof Status.Achieved && outcome == Outcome.SUCCEEDED;
        };
    }

    private static LedgerEvent event(LedgerCommand.Answer answer, Recommendation current) {
        return switch (answer) {
            case LedgerCommand.Accept(var id, var by, var at) -> new LedgerEvent.Accepted(id, by, at);
            case LedgerCommand.Snooze(var id, var by, var until, var at) -> {
                if (!until.isAfter(at)) {
                    throw new Refusal.InvalidArgument("until", "A snooze ends in the future; it is now " + at + ".");
                }
                Instant end = current.advice().expiresAt();
                if (!until.isBefore(end)) {
                    throw new Refusal.InvalidArgument(
                            "until", "A snooze ends before the recommendation expires, at " + end + ".");
                }
                yield new LedgerEvent.Snoozed(id, by, until, at);
            }
            case LedgerCommand.Dismiss(var id, var by, var reason, var at) ->
                new LedgerEvent.Dismissed(id, by, reason, at);
            case LedgerCommand.Complete(var id, var by, var outcome, var note, var at) ->
                new LedgerEvent.Completed(id, by, outcome, note, at);
        };
    }

    private static Refusal refused(Status status) {
        return new Refusal.FailedPrecondition(switch (status) {
            case Status.Open _ -> "The recommendation is open.";
            case Status.Accepted(var by) -> "The recommendation has been accepted by " + by + " already.";
            case Status.Snoozed(var by, var until) -> "The recommendation was snoozed by " + by + " until " + until + ".";
            case Status.Dismissed(var by, var reason) ->
                "The recommendation is closed: dismissed by " + by + ", because: " + reason;
            case Status.Completed(var by, var outcome, _) ->
                "The recommendation is closed: completed by " + by + ", outcome " + outcome + ".";
            case Status.Expired _ -> "The recommendation is closed: it has expired.";
            case Status.Achieved _ -> "The recommendation is closed: achieved, the account has come to where it aims.";
            case Status.Withdrawn _ -> "The recommendation is closed: the account has left the segment.";
            case Status.Deferred(var until) -> "The recommendation is not made before "
                    + until.map(Instant::toString).orElse("the open one of its kind is closed") + ".";
        });
    }
}
