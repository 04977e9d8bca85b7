package dev.bellwether.ingestion.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.http.DoorTests;
import dev.bellwether.ingestion.v1.CapturedMessage;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.http.impl.HttpMessageWriter;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Events as the Java SDK of CloudEvents writes them: what a client sends who has read the specification, and not us.
@IngestionTest
class CloudEventsSdkTest extends DoorTests {

    private static final JsonFormat JSON = new JsonFormat();

    private final Instant anHourAgo = Instant.ofEpochSecond(Instant.now().minus(Duration.ofHours(1)).getEpochSecond());

    private CloudEvent event(String id) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/reports"))
                .withType("com.example.report")
                .withTime(anHourAgo.atOffset(ZoneOffset.UTC))
                .withSubject("report/7")
                .withExtension("account", "globex")
                .withExtension("userid", "ada@globex.example")
                .withData("application/json", "{\"pages\":12,\"title\":\"Umsätze\"}".getBytes(UTF_8))
                .build();
    }

    private void sendOne(Consumer<HttpMessageWriter> mode) {
        HttpRequest.Builder request = sender.request("/v1/cloudevents", new byte[0]).header("Authorization", "Bearer " + sender.key);
        mode.accept(HttpMessageFactory.createWriter(request::header, body -> request.POST(BodyPublishers.ofByteArray(body))));
        assertTaken(request);
    }

    private void assertTaken(HttpRequest.Builder request) {
        HttpResponse<String> answer = sender.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void assertIsTheEvent(CapturedMessage message) {
        assertThat(message.getAccount()).isEqualTo("globex");
        assertThat(message.getUser()).isEqualTo("ada@globex.example");
        assertThat(message.getEvent().getSource()).isEqualTo("/reports");
        assertThat(message.getEvent().getOccurredAt()).isEqualTo(Dates.timestamp(anHourAgo));
        assertThat(message.getEvent().getNamedEvent().getName()).isEqualTo("com.example.report");
        assertThat(message.getEvent().getNamedEvent().getProperties()).isEqualTo(Struct.newBuilder()
                .putFields("pages", Value.newBuilder().setNumberValue(12).build())
                .putFields("title", Value.newBuilder().setStringValue("Umsätze").build())
                .build());
    }

    @Test
    void an_event_is_the_same_in_binary_and_in_structured_mode() {
        sendOne(writer -> writer.writeBinary(event("1")));
        sendOne(writer -> writer.writeStructured(event("1"), JSON));
        List<CapturedMessage> messages = sender.captured(seen -> seen.size() == 2);
        assertThat(messages).allSatisfy(this::assertIsTheEvent);
        assertThat(messages.getFirst().getIdentity()).isEqualTo(messages.getLast().getIdentity());
        assertThat(messages.getFirst().getContentHash()).isEqualTo(messages.getLast().getContentHash());
    }

    @Test
    void a_batch_is_an_array_of_structured_events() {
        String batch = List.of(event("1"), event("2"), event("3")).stream()
                .map(event -> new String(JSON.serialize(event), UTF_8)).collect(Collectors.joining(",", "[", "]"));
        assertTaken(sender.request("/v1/cloudevents", batch).setHeader("Content-Type", "application/cloudevents-batch+json")
                .header("Authorization", "Bearer " + sender.key));
        assertThat(sender.captured(seen -> seen.size() == 3)).allSatisfy(this::assertIsTheEvent)
                .extracting(message -> message.getEvent().getEventId()).containsExactlyInAnyOrder("1", "2", "3");
    }
}
