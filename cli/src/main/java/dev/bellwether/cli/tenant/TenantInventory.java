package dev.bellwether.cli.tenant;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.ingestion.v1.ForgetPersonsResponse;

/// What there is of a tenant before it leaves.
///
/// @param keys    write keys that work
/// @param erased  whether accounts of it have been erased before
record TenantInventory(String tenant, long accounts, int sources, int keys, long rejected, ForgetPersonsResponse persons, boolean erased) {

    /// @throws CommandException when nothing is known of it: its name is more likely mistyped
    TenantInventory requireKnown() {
        if (accounts == 0 && sources == 0 && rejected == 0 && persons.getPersons() == 0 && persons.getWaitingMessages() == 0 && !erased) {
            throw new CommandException(
                    "There is no tenant " + tenant + " here: it has no account, no source, no rejected event, and no receipt of an erasure."
                            + " Is the name right?");
        }
        return this;
    }

    @Override
    public String toString() {
        return "%s has %s, %s with %s that %s, %s in quarantine, and is known to have %s, devices included.".formatted(
                tenant, Numbers.plural(accounts, "account"), Numbers.plural(sources, "source"), Numbers.plural(keys, "write key"),
                keys == 1 ? "works" : "work", Numbers.plural(rejected, "event"), Numbers.plural(persons.getPersons(), "person"));
    }
}
