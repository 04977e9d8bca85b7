package dev.bellwether.cli.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.chassis.text.JsonFaults;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Pages;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.json.ProtoJson;
import dev.bellwether.cli.json.UnfitJson;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.GetQuarantinedEventRequest;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventRequest;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventResponse;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventsResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "resubmit", description = {"Send one again, mended or as it was kept, or all that match.",
    "Exit code 1 when something is still wrong: it stays in quarantine."})
final class QuarantineResubmitCommand implements Callable<Integer> {

    private static final int AT_ONCE = 2_000;

    /// @param event what it has become, when it was one
    record Result(boolean dryRun, long resubmitted, List<Still> stillRejected, Optional<JsonNode> event) {}

    record Still(String reason, long events, String example, String field, String message) {
        Still and(Still other) {
            return new Still(reason, events + other.events, example, field, message);
        }
    }

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private QuarantineFilterOptions which;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<event>", arity = "0..1", description = "As 'quarantine list' names it. Without one: all that match.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--fix", paramLabel = "<file>",
            description = "What is sent in its place, in the form that 'quarantine show' prints. - is standard input.")
    private Optional<String> fix = Optional.empty();

    @Option(names = "--all", description = "All of the tenant's.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only say what would be taken.")
    private boolean dryRun;

    @Override
    public Integer call() {
        requireOne();
        Result result;
        try (Connection connection = platform.connect()) {
            result = name.isPresent() ? one(connection, QuarantineShowCommand.name(tenant, name.get())) : many(connection);
        }
        output.print(result, out -> print(result, out));
        return result.stillRejected().isEmpty() ? 0 : 1;
    }

    private void requireOne() {
        boolean selects = !which.isAll();
        if ((name.isPresent() ? 1 : 0) + (selects ? 1 : 0) + (all ? 1 : 0) != 1) {
            throw new CommandException("Say which: the name of one, or a filter as in --reason TOO_OLD, or --all.");
        }
        if (fix.isPresent() && name.isEmpty()) {
            throw new CommandException("--fix is what one event is replaced by: name it.");
        }
    }

    private Result one(Connection connection, String event) {
        ResubmitQuarantinedEventRequest.Builder request =
                ResubmitQuarantinedEventRequest.newBuilder().setName(event).setValidateOnly(dryRun);
        if (fix.isPresent()) {
            QuarantinedEvent kept =
                    connection.ingestion().getQuarantinedEvent(GetQuarantinedEventRequest.newBuilder().setName(event).build());
            mend(request, kept, read(fix.get()));
        }
        ResubmitQuarantinedEventResponse response = connection.ingestion().resubmitQuarantinedEvent(request.build());
        return new Result(dryRun, 1, List.of(), response.hasEvent() ? Optional.of(Rejected.json(response.getEvent())) : Optional.empty());
    }

    private static void mend(ResubmitQuarantinedEventRequest.Builder request, QuarantinedEvent kept, String text) {
        if (!Rejected.isEvent(kept)) {
            JsonFaults.of(text.getBytes(StandardCharsets.UTF_8)).ifPresent(fault -> {
                throw new CommandException("What --fix names " + fault + ".");
            });
            request.setJson(text);
            return;
        }
        try {
            request.setEvent(ProtoJson.read(text, Event.newBuilder()));
        } catch (UnfitJson unfit) {
            throw new CommandException(unfit.about("What --fix names, an event in the form that 'quarantine show' prints") + ".", unfit);
        }
    }

    private static String read(String file) {
        try {
            return file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException failure) {
            throw new CommandException("The file " + file + " cannot be read: " + FileErrors.of(failure), failure);
        }
    }

    private Result many(Connection connection) {
        ResubmitQuarantinedEventsRequest.Builder request = ResubmitQuarantinedEventsRequest.newBuilder()
                .setParent(tenant.parent()).setFilter(which.filter()).setLimit(AT_ONCE).setValidateOnly(dryRun);
        Map<String, Still> still = new TreeMap<>();
        AtomicLong resubmitted = new AtomicLong();
        Pages.forEach(token -> connection.ingestion().resubmitQuarantinedEvents(request.setPageToken(token).build()),
                ResubmitQuarantinedEventsResponse::getNextPageToken, page -> {
                    resubmitted.addAndGet(page.getResubmitted());
                    page.getStillRejectedList().forEach(one -> still.merge(one.getReason(),
                            new Still(one.getReason(), one.getEvents(), one.getExample(), one.getField(), one.getMessage()), Still::and));
                });
        return new Result(dryRun, resubmitted.get(), List.copyOf(still.values()), Optional.empty());
    }

    private static void print(Result result, PrintStream out) {
        out.println(Numbers.plural(result.resubmitted(), "event") + (result.dryRun() ? " would be taken." : " resubmitted."));
        result.event().ifPresent(event -> Output.show(event, out));
        result.stillRejected().forEach(still -> out.println(Numbers.plural(still.events(), "event") + " still rejected, " + still.reason()
                + ", as " + still.example() + ": " + still.field() + " " + still.message()));
    }
}
