package dev.bellwether.chassis.aggregate;

import dev.bellwether.chassis.account.AccountKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// An account's aggregate as it was loaded: takes commands, and gathers what they change until it is saved.
public final class Aggregate<C, S, E> {

    private final Decider<C, S, E> decider;
    private final AccountKey account;
    private final long loadedVersion;
    private final List<DecidedEvent<S, E>> changes = new ArrayList<>();
    private S state;

    /// @param version of the stream, at which the state is
    public Aggregate(Decider<C, S, E> decider, AccountKey account, long version, S state) {
        this.decider = decider;
        this.account = account;
        this.loadedVersion = version;
        this.state = state;
    }

    /// Of an account that nothing has happened to.
    public static <C, S, E> Aggregate<C, S, E> initial(Decider<C, S, E> decider, AccountKey account) {
        return new Aggregate<>(decider, account, 0, decider.initial(account));
    }

    /// Decides, and takes the events on.
    public void execute(C command) {
        for (E event : decider.decide(command, state)) {
            state = decider.evolve(state, event);
            changes.add(new DecidedEvent<>(event, state));
        }
    }

    public AccountKey account() {
        return account;
    }

    /// After all that has been executed.
    public S state() {
        return state;
    }

    /// Of the stream, when it was loaded: what an append expects.
    public long loadedVersion() {
        return loadedVersion;
    }

    /// Of the stream, once the changes are appended.
    public long version() {
        return loadedVersion + changes.size();
    }

    /// Since it was loaded, oldest first.
    public List<DecidedEvent<S, E>> changes() {
        return Collections.unmodifiableList(changes);
    }

    public boolean isChanged() {
        return !changes.isEmpty();
    }
}
