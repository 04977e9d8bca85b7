package dev.bellwether.chassis.aggregate;

import dev.bellwether.chassis.account.AccountKey;
import java.util.List;

/// An aggregate, of which each account has one: a stream of events and the state that they fold to. Pure: time, rules and identities
/// come in with the command.
///
/// Commands arrive at least once, so a command decided again, on the state that came of it, gives no events.
///
/// @param <C> commands
/// @param <S> the state; immutable
/// @param <E> events; as they are in memory, whatever older forms are stored
public interface Decider<C, S, E> {

    /// The state of an account that nothing has happened to.
    S initial(AccountKey account);

    /// The events that follow from a command, oldest first; none when there is nothing to change. A command that cannot be obeyed is
    /// refused with an exception.
    List<E> decide(C command, S state);

    /// The state after an event. Never refuses: the event has happened.
    S evolve(S state, E event);

    /// The state after all of the events, oldest first.
    default S evolve(S state, List<E> events) {
        S now = state;
        for (E event : events) {
            now = evolve(now, event);
        }
        return now;
    }
}
