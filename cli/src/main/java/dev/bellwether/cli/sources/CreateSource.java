package dev.bellwether.cli.sources;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.CreateSourceRequest;
import dev.bellwether.ingestion.v1.CreateWriteKeyRequest;
import dev.bellwether.ingestion.v1.Source;
import dev.bellwether.ingestion.v1.SourceLimits;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "create", description = "Create a source and its first write key, which is shown this once.")
final class CreateSource implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<id>", description = "As in web-app: what its events carry as their source.")
    private String id;

    @Option(names = "--name", paramLabel = "<name>", defaultValue = "", description = "For people.")
    private String name;

    @Option(names = "--per-second", paramLabel = "<n>", defaultValue = "0",
            description = "Events per second, on each replica. Default: no limit.")
    private long perSecond;

    @Option(names = "--per-day", paramLabel = "<n>", defaultValue = "0", description = "Events per day (UTC). Default: no limit.")
    private long perDay;

    @Option(names = "--per-month", paramLabel = "<n>", defaultValue = "0", description = "Events per month (UTC). Default: no limit.")
    private long perMonth;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            Source source = create(connection);
            NewKey made = NewKey.of(id, connection.sources().createWriteKey(
                    CreateWriteKeyRequest.newBuilder().setParent(source.getName()).build()), connection);
            output.print(made, made::print);
            return 0;
        }
    }

    private Source create(Connection connection) {
        try {
            return connection.sources().createSource(CreateSourceRequest.newBuilder().setParent(tenant.parent()).setSourceId(id)
                    .setDisplayName(name)
                    .setLimits(SourceLimits.newBuilder().setEventsPerSecond(perSecond).setEventsPerDay(perDay).setEventsPerMonth(perMonth))
                    .build());
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() == Status.Code.ALREADY_EXISTS) {
                throw new CommandException(
                        "The tenant " + tenant.id() + " has a source " + id + " already. './bellwether sources rotate " + id + " --tenant "
                                + tenant.id() + "' makes a new key for it.",
                        refused);
            }
            throw refused;
        }
    }
}
