package dev.bellwether.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.json.ProtoJson;
import dev.bellwether.cli.json.UnfitJson;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RejectedEvent;
import dev.bellwether.ingestion.v1.TestTrackingPlanRequest;
import dev.bellwether.ingestion.v1.TestTrackingPlanResponse;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "test", description = "Show what a plan makes of a message. Records nothing.")
final class TestPlan implements Callable<Integer> {

    record Rejected(String field, String reason, String message) {}

    /// @param rule empty when none applies
    record Result(String rule, Optional<JsonNode> event, Optional<Rejected> rejected) {

        void print(PrintStream out) {
            out.println(rule.isEmpty() ? "No rule applies." : "What applies is " + rule + ".");
            event.ifPresent(made -> Output.show(made, out));
            rejected.ifPresent(
                    why -> out.println("It would be put into quarantine: " + why.field() + " " + why.reason() + ", " + why.message()));
        }
    }

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<message>", description = "A file with one message in JSON: a Segment call with its type, or a CloudEvent.")
    private Path message;

    @Option(names = "--plan", paramLabel = "<file>", description = "This plan, which need not be published. Default: the one in force.")
    private Optional<Path> plan = Optional.empty();

    /// Returns 1 when the message would be rejected.
    @Override
    public Integer call() {
        TestTrackingPlanRequest request = TestTrackingPlanRequest.newBuilder().setParent(tenant.parent())
                .setDefinition(plan.map(PlanFile::read).orElse("")).setMessage(message()).build();
        try (Connection connection = platform.connect()) {
            Result result = result(connection.trackingPlans().testTrackingPlan(request));
            output.print(result, result::print);
            return result.rejected().isPresent() ? 1 : 0;
        }
    }

    private Struct message() {
        try {
            return ProtoJson.read(PlanFile.read(message), Struct.newBuilder()).build();
        } catch (UnfitJson unfit) {
            throw new CommandException(unfit.about("The file " + message) + ".", unfit);
        }
    }

    private static Result result(TestTrackingPlanResponse answer) {
        RejectedEvent rejected = answer.getRejected();
        return new Result(answer.getRule(), answer.hasEvent() ? Optional.of(json(answer.getEvent())) : Optional.empty(),
                answer.hasRejected() ? Optional.of(new Rejected(rejected.getField(), rejected.getReason(), rejected.getMessage()))
                        : Optional.empty());
    }

    private static JsonNode json(Event event) {
        try {
            return new ObjectMapper().readTree(JsonFormat.printer().preservingProtoFieldNames().print(event));
        } catch (InvalidProtocolBufferException | JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
