package dev.bellwether.ingestion.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.v1.CreateSourceRequest;
import dev.bellwether.ingestion.v1.CreateWriteKeyRequest;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.SourcesGrpc;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// Another tenant, of whom nothing may be seen. Everything of theirs has a mark.
final class Plant {

    private static final String MARK = "zq7secret";
    static final String TENANT = "the-neighbour";

    // What no caller is to learn of how the service is made.
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|Throwable|\\bat [a-z]+\\.|dev\\.bellwether|(java|javax|jakarta|io|com|org)\\.[a-z]+\\.|StreamRead|\\[Source:|REDACTED|\\.java:|SELECT |INSERT |\\bSQL\\b|kafka|postgres");

    final String key;

    Plant(IngestionClient caller) {
        SourcesGrpc.SourcesBlockingStub sources = SourcesGrpc.newBlockingStub(caller.channel);
        String source = "tenants/" + TENANT + "/sources/" + MARK;
        try {
            sources.createSource(CreateSourceRequest.newBuilder().setParent("tenants/" + TENANT).setSourceId(MARK).build());
        } catch (StatusRuntimeException thereAlready) {
            assertThat(thereAlready).hasMessageStartingWith("ALREADY_EXISTS");
        }
        key = sources.createWriteKey(CreateWriteKeyRequest.newBuilder().setParent(source).build()).getSecret();
        Event good = Event.newBuilder().setTenant(TENANT).setAccount(MARK + "-account").setUser(MARK + "-user").setEventId(MARK + "-id")
                .setSource(MARK)
                .setOccurredAt(Dates.timestamp(Instant.parse("2026-03-10T12:00:00Z")))
                .setNamedEvent(NamedEvent.newBuilder().setName(MARK).setProperties(
                        Struct.newBuilder().putFields(MARK, Value.newBuilder().setStringValue(MARK).build())))
                .build();
        caller.service.recordEvents(RecordEventsRequest.newBuilder()
                .addEvents(good).addEvents(good.toBuilder().setEventId(MARK + "-bad").clearNamedEvent()).build());
    }

    /// Nothing of the other tenant, and nothing of the service's own insides.
    void assertUnseen(String answer) {
        assertThat(answer).doesNotContain(MARK, key).doesNotContainPattern(INSIDES);
    }

    static List<String> names() {
        return List.of("tenants/" + TENANT, "tenants/" + TENANT + "/accounts/x", TENANT);
    }
}
