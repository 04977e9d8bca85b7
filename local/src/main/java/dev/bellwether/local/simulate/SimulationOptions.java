package dev.bellwether.local.simulate;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.simulator.SimulationSettings;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/// Whose history is invented.
public final class SimulationOptions {

    @Option(names = "--accounts", paramLabel = "<n>", defaultValue = "5000", description = "How many customers. Default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(names = "--days", paramLabel = "<n>", defaultValue = "180",
            description = "How many days of history. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--seed", paramLabel = "<n>", defaultValue = "1",
            description = "The same seed gives the same customers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /// @param today the first day that is not history
    public SimulationSettings settings(String tenant, LocalDate today) {
        if (accounts < 1 || days < 1 || days > 3650) {
            throw new CommandException("--accounts is 1 or more, and --days is 1 to 3650.");
        }
        return new SimulationSettings(tenant, accounts, days, seed, today);
    }
}
