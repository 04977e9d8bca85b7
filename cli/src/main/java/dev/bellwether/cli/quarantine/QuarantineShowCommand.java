package dev.bellwether.cli.quarantine;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.GetQuarantinedEventRequest;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show one with what is wrong with it.")
final class QuarantineShowCommand implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<event>", description = "As 'quarantine list' names it.")
    private String name;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            Rejected event = Rejected.of(connection.ingestion().getQuarantinedEvent(
                    GetQuarantinedEventRequest.newBuilder().setName(name(tenant, name)).build()));
            output.print(event, out -> print(event, out));
        }
        return 0;
    }

    static String name(TenantOption tenant, String name) {
        return name.contains("/") ? name : tenant.parent() + "/quarantinedEvents/" + name;
    }

    private static void print(Rejected event, PrintStream out) {
        out.println(event.name());
        out.println(event.field() + " " + event.message() + " (" + event.reason() + ")");
        out.println("Came " + Numbers.plural(event.occurrences(), "time") + " by " + event.door()
                + (event.source().isEmpty() ? "" : " from " + event.source()) + ", first at " + event.firstSeen() + ", last at "
                + event.lastSeen() + ".");
        if (event.event().isTextual()) {
            out.println(event.event().asText());
        } else {
            Output.show(event.event(), out);
        }
        event.sent().filter(sent -> !event.event().toString().equals(sent)).ifPresent(sent -> {
            out.println("As it was sent:");
            out.println(sent);
        });
    }
}
