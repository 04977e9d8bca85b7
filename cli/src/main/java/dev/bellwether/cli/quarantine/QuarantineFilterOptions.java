package dev.bellwether.cli.quarantine;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.ingestion.v1.QuarantineFilter;
import java.util.List;
import picocli.CommandLine.Option;

/// Which rejected events a command is about.
final class QuarantineFilterOptions {

    private static final List<String> DOORS = List.of("grpc", "segment", "cloudevents", "captured");

    @Option(names = "--reason", paramLabel = "<reason>", defaultValue = "",
            description = "Only those rejected for this reason, as in TOO_OLD.")
    private String reason;

    @Option(names = "--source", paramLabel = "<source>", defaultValue = "", description = "Only this source's, as in web-app.")
    private String source;

    @Option(names = "--door", paramLabel = "<door>", defaultValue = "",
            description = "Only those that came by grpc, segment, cloudevents or captured.")
    private String door;

    @Option(names = "--field", paramLabel = "<field>", defaultValue = "", description = "Only those whose offending field it is.")
    private String field;

    QuarantineFilter filter() {
        if (!door.isEmpty() && !DOORS.contains(door)) {
            throw new CommandException("--door is one of " + String.join(", ", DOORS) + ", and not '" + door + "'.");
        }
        return QuarantineFilter.newBuilder().setReason(reason).setSource(source).setDoor(door).setField(field).build();
    }

    boolean isAll() {
        return filter().equals(QuarantineFilter.getDefaultInstance());
    }
}
