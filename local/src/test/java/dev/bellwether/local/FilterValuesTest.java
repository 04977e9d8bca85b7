package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.bellwether.cli.connection.AddressFile;
import dev.bellwether.cli.connection.AdminKey;
import dev.bellwether.local.training.StandInServices;
import dev.bellwether.local.training.Training;
import dev.bellwether.segmentation.v1.Segment;
import dev.bellwether.segmentation.v1.SummarizeSegmentsResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A value that does not exist is answered with those that do. The services know two segments, and nothing else.
class FilterValuesTest {

    @TempDir
    private Path data;

    @Test
    void a_segment_a_kind_a_status_and_a_door() throws Exception {
        assertThat(run("recommendations --segment at-risk"))
                .contains("--segment is one of enterprise-at-risk, enterprise-churned, and not 'at-risk'.");
        assertThat(run("recommendations --kind upsel")).contains("--kind is one of ").contains("churn-prevention")
                .contains("and not 'upsel'.");
        assertThat(run("recommendations --status done")).contains("--status is one of ").contains("dismissed").contains("and not 'done'.");
        assertThat(run("quarantine --door kafka")).contains("--door is one of grpc, segment, cloudevents, captured, and not 'kafka'.");
    }

    private String run(String command) throws Exception {
        PrintStream out = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (StandInServices services = new StandInServices(FilterValuesTest::answer)) {
            AdminKey.findOrMake(data);
            AddressFile.write(data, Training.everyService(services.address()), Map.of());
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(System.out);
            assertThat(Bellwether.run((command + " --data-dir " + data).split(" "))).isEqualTo(1);
            return printed.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(out);
            System.setErr(errors);
        }
    }

    private static Message answer(Message empty) {
        return switch (empty) {
            case SummarizeSegmentsResponse _ ->
                SummarizeSegmentsResponse.newBuilder().addRows(row("enterprise-at-risk")).addRows(row("enterprise-churned")).build();
            default -> empty;
        };
    }

    private static SummarizeSegmentsResponse.Row row(String id) {
        return SummarizeSegmentsResponse.Row.newBuilder().setSegment(Segment.newBuilder().setId(id)).build();
    }
}
