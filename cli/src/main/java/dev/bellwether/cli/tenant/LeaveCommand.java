package dev.bellwether.cli.tenant;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.terminal.Confirmation;
import dev.bellwether.cli.terminal.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "leave", description = {
    "Revoke all write keys of a tenant, erase all its accounts from all services, for good, delete its rejected events and forget its persons; and write the receipts.",
    "Interrupted and run again, it goes on. docs/operations.md says what to do before and after."})
final class LeaveCommand implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<tenant>", description = "The tenant's id.")
    private String tenant;

    @Option(names = "--export", paramLabel = "<folder>",
            description = "Write everything that is held of each account there before it is erased, a file for each, and the rejected events and the receipts.")
    private Optional<Path> export = Optional.empty();

    @Option(names = "--reason", paramLabel = "<text>", defaultValue = "",
            description = "Why, as in the number of the contract. Kept with the receipts; left out of one whose account's id it holds.")
    private String reason;

    @Mixin
    private Confirmation confirmation;

    @Option(names = "--wait", paramLabel = "<seconds>", defaultValue = "60",
            description = "For the next receipt, at most. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            TenantOffboarding leaving =
                    new TenantOffboarding(connection, tenant, reason, export.map(ExportFolder::at), Duration.ofSeconds(seconds));
            System.err.println(leaving.survey().requireKnown());
            confirmation.require("All of it is deleted, for good%s, and the accounts' ids cannot be used again.".formatted(
                    export.map(folder -> " when it has been written to " + folder).orElse(", and without --export nothing of it is kept")),
                    "tenant", tenant);
            OffboardingResult departure = leaving.leave();
            output.print(departure, departure::print);
            return 0;
        }
    }
}
