package dev.bellwether.cli.quarantine;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.DeleteQuarantinedEventsRequest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Delete them for good.")
final class QuarantineDeleteCommand implements Callable<Integer> {

    record Result(boolean dryRun, long deleted) {}

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private QuarantineFilterOptions which;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<event>", arity = "0..*", description = "As 'quarantine list' names them.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "All of the tenant's.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only say how many they are.")
    private boolean dryRun;

    @Override
    public Integer call() {
        if ((names.isEmpty() ? 0 : 1) + (which.isAll() ? 0 : 1) + (all ? 1 : 0) != 1) {
            throw new CommandException("Say which: their names, or a filter as in --reason TOO_OLD, or --all.");
        }
        Result result;
        try (Connection connection = platform.connect()) {
            result = new Result(dryRun, connection.ingestion().deleteQuarantinedEvents(DeleteQuarantinedEventsRequest.newBuilder()
                    .setParent(tenant.parent())
                    .addAllNames(names.stream().map(name -> QuarantineShowCommand.name(tenant, name)).toList())
                    .setFilter(which.filter())
                    .setAll(all)
                    .setValidateOnly(dryRun)
                    .build()).getDeleted());
        }
        output.print(result, out -> out.println(Numbers.plural(result.deleted(), "event") + (dryRun ? " would be deleted." : " deleted.")));
        return 0;
    }
}
