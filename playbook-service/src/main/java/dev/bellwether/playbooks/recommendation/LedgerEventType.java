package dev.bellwether.playbooks.recommendation;

import dev.bellwether.playbooks.ledger.LedgerEvent;

/// The types of stored ledger events, of every version that was ever written. Their names never change; another form is
/// another type, beside the one that is read only from then on.
enum LedgerEventType {
    RECOMMENDED("recommended.v1"),
    DEFERRED("deferred.v1"),
    MOVED("moved.v1"),
    ACCEPTED("accepted.v1"),
    SNOOZED("snoozed.v1"),
    UNSNOOZED("unsnoozed.v1"),
    DISMISSED("dismissed.v1"),
    COMPLETED("completed.v1"),
    EXPIRED("expired.v1"),
    ACHIEVED("achieved.v1"),
    WITHDRAWN("withdrawn.v1");

    private final String stored;

    LedgerEventType(String stored) {
        this.stored = stored;
    }

    String stored() {
        return stored;
    }

    /// What an event is written as: the newest of its versions.
    static LedgerEventType of(LedgerEvent event) {
        return switch (event) {
            case LedgerEvent.Recommended _ -> RECOMMENDED;
            case LedgerEvent.Deferred _ -> DEFERRED;
            case LedgerEvent.Moved _ -> MOVED;
            case LedgerEvent.Accepted _ -> ACCEPTED;
            case LedgerEvent.Snoozed _ -> SNOOZED;
            case LedgerEvent.Unsnoozed _ -> UNSNOOZED;
            case LedgerEvent.Dismissed _ -> DISMISSED;
            case LedgerEvent.Completed _ -> COMPLETED;
            case LedgerEvent.Expired _ -> EXPIRED;
            case LedgerEvent.Achieved _ -> ACHIEVED;
            case LedgerEvent.Withdrawn _ -> WITHDRAWN;
        };
    }

    static LedgerEventType named(String stored) {
        for (LedgerEventType type : values()) {
            if (type.stored.equals(stored)) {
                return type;
            }
        }
        throw new IllegalStateException("No ledger event is of type " + stored);
    }
}
