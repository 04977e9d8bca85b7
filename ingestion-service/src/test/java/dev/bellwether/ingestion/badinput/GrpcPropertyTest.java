package dev.bellwether.ingestion.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.ingestion.v1.RejectedEvent;
import dev.bellwether.ingestion.v1.SourcesGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// As [SegmentPropertyTest], over gRPC: messages are bytes, and bytes may be anything.
@IngestionTest
class GrpcPropertyTest {

    private static final Set<Status.Code> CALLERS_FAULT =
            Set.of(Status.Code.INVALID_ARGUMENT, Status.Code.NOT_FOUND, Status.Code.ALREADY_EXISTS,
                    Status.Code.FAILED_PRECONDITION, Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED,
                    Status.Code.RESOURCE_EXHAUSTED, Status.Code.OUT_OF_RANGE);

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    };

    private IngestionClient caller;
    private Plant plant;
    private TriedLedger ledger;

    @BeforeEach
    void open() {
        caller = new IngestionClient();
        plant = new Plant(caller);
        ledger = new TriedLedger(caller);
    }

    @AfterEach
    void close() throws InterruptedException {
        try {
            ledger.settle(id -> assertThat(caller.record(caller.event("globex", id)).getAccepted()).isEqualTo(1));
            String id = TriedLedger.newId();
            caller.record(caller.event("globex", id).clearFact());
            caller.quarantined("tenants/" + caller.tenant,
                    kept -> kept.stream().anyMatch(event -> event.getEvent().getEventId().equals(id)));
        } finally {
            caller.close();
        }
    }

    /// An event of ours, or what is left of it.
    private Event.Builder good(String id) {
        return caller.event("globex", id).setNamedEvent(NamedEvent.newBuilder().setName("Report Exported")
                .setProperties(Struct.newBuilder().putFields("a", Value.newBuilder().setStringValue("b").build())));
    }

    @Test
    void bad_events_do_not_harm_the_good_ones_beside_them() {
        Tries.of(400, Combinators.combine(Broken.random().list().ofMaxSize(4), Arbitraries.longs()).as(Tuple::of), bad -> {
            Random random = new Random(bad.get2());
            List<String> ids = TriedLedger.newIds(3);
            List<byte[]> events = new ArrayList<>(bad.get1());
            for (int i = 0; i < 4; i++) {
                events.add(i % 2 == 0 ? Broken.bytes(good(TriedLedger.newId()).build().toByteArray(), random) : odd(random).toByteArray());
            }
            // Known by their ids, which nothing else has.
            List<byte[]> good = ids.stream()
                    .map(id -> random.nextBoolean() ? good(id).build().toByteArray() : caller.event("globex", id).build().toByteArray())
                    .toList();
            events.addAll(good);
            Collections.shuffle(events, random);
            try {
                RecordEventsResponse response =
                        RecordEventsResponse.parseFrom(call(IngestionGrpc.getRecordEventsMethod(), request(events)));
                plant.assertUnseen(response.toString());
                assertThat(response.getAccepted() + response.getRejectedCount()).isEqualTo(events.size());
                Set<Integer> rejected = new TreeSet<>(response.getRejectedList().stream().map(RejectedEvent::getIndex).toList());
                good.forEach(event -> assertThat(rejected).doesNotContain(events.indexOf(event)));
                ledger.accepted(ids);
            } catch (StatusRuntimeException refused) {
                throw new AssertionError("refused all for some", refused);
            }
        });
    }

    @Test
    void broken_requests_are_answered() {
        Tries.of(400, Combinators.combine(Broken.random(), Arbitraries.longs()).as(Tuple::of), bad -> {
            Random random = new Random(bad.get2());
            List<String> ids = TriedLedger.newIds(2);
            byte[] whole = RecordEventsRequest.newBuilder().setBatchId("b").addAllEvents(ids.stream().map(id -> good(id).build()).toList())
                    .build().toByteArray();
            byte[] request = switch (random.nextInt(5)) {
                case 0 -> bad.get1();
                case 1 -> concatenated(whole, bad.get1());
                default -> Broken.bytes(whole, random);
            };
            if (!answered(IngestionGrpc.getRecordEventsMethod(), caller.channel, request)) {
                ledger.refused(ids);
            }
            assertAlive();
        });
    }

    @Test
    void broken_batches_of_a_stream_are_answered() {
        Tries.of(150, Combinators.combine(Broken.random(), Arbitraries.longs()).as(Tuple::of), bad -> {
            byte[] broken = Broken.bytes(RecordEventsRequest.newBuilder().addEvents(good(TriedLedger.newId())).build().toByteArray(),
                    new Random(bad.get2()));
            answered(IngestionGrpc.getStreamEventsMethod(), caller.channel, broken);
            answered(IngestionGrpc.getStreamEventsMethod(), caller.channel, bad.get1());
            assertAlive();
        });
    }

    @Test
    void a_batch_of_a_stream_that_cannot_be_read_is_not_passed_over() {
        assertThat(answered(IngestionGrpc.getStreamEventsMethod(), caller.channel, new byte[] {0x12, 0x7f})).isFalse();
    }

    @Test
    void every_other_method_answers_anything_too() {
        List<MethodDescriptor<?, ?>> methods = Stream.of(IngestionGrpc.getServiceDescriptor(), SourcesGrpc.getServiceDescriptor(),
                dev.bellwether.ingestion.v1.TrackingPlansGrpc.getServiceDescriptor())
                .flatMap(service -> service.getMethods().stream())
                .filter(method -> !method.getBareMethodName().equals("StreamEvents"))
                .<MethodDescriptor<?, ?>>map(method -> method)
                .toList();
        Arbitrary<byte[]> requests = Arbitraries.oneOf(Broken.random(), names());
        Tries.of(400, Combinators.combine(Arbitraries.of(methods), requests, Arbitraries.of(true, false)).as(Tuple::of), call -> {
            answered(call.get1(), call.get3() ? caller.channel : caller.stranger, call.get2());
            assertAlive();
        });
    }

    /// What is nearly a request: its first fields are texts.
    private Arbitrary<byte[]> names() {
        return Arbitraries
                .of("", "tenants/-", "tenants/" + caller.tenant, "tenants/" + caller.tenant + "/accounts/globex",
                        "tenants/" + caller.tenant + "/sources/web",
                        "tenants/" + caller.tenant + "/backfills/x", "tenants/\u0000", "tenants/a/accounts/\u0000", "tenants//accounts/",
                        "/", "tenants/" + "x".repeat(5_000), "\uFFFD", "a b", "7", "\u0000")
                .list().ofMinSize(1).ofMaxSize(4).map(texts -> {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
                    try {
                        for (int i = 0; i < texts.size(); i++) {
                            output.writeString(i + 1, texts.get(i));
                        }
                        output.flush();
                    } catch (IOException impossible) {
                        throw new UncheckedIOException(impossible);
                    }
                    return bytes.toByteArray();
                });
    }

    @Test
    void what_is_too_much_is_refused() {
        List<Event> many = Collections.nCopies(2_501, good("x").build());
        assertThat(answered(IngestionGrpc.getRecordEventsMethod(), caller.channel,
                RecordEventsRequest.newBuilder().addAllEvents(many).build().toByteArray())).isFalse();
        byte[] nothings = new byte[2 * 4_000_000];
        for (int i = 0; i < nothings.length; i += 2) {
            nothings[i] = 0x12;
        }
        assertThat(answered(IngestionGrpc.getRecordEventsMethod(), caller.channel, nothings)).isFalse();
        assertThat(answered(IngestionGrpc.getRecordEventsMethod(), caller.channel, new byte[17_000_000])).isFalse();
        assertAlive();
    }

    /// An event that is a message, and odd.
    private Event odd(Random random) {
        Event.Builder event = good(TriedLedger.newId());
        switch (random.nextInt(8)) {
            case 0 -> event.getNamedEventBuilder().setProperties(deep(random.nextInt(90)));
            case 1 -> event.setAccount("a\u0000b");
            case 2 -> event.setUser("\u0000").setSource("\u0000\uFFFF");
            case 3 -> event.getNamedEventBuilder().setName("\u0000");
            case 4 -> event.getNamedEventBuilder().getPropertiesBuilder().putFields("\u0000",
                    Value.newBuilder().setNumberValue(Double.NaN).build());
            case 5 -> event.setTenant("-").setEventId("\u0000" + event.getEventId());
            case 6 -> event.getOccurredAtBuilder().setSeconds(random.nextLong()).setNanos(random.nextInt());
            default -> event.getNamedEventBuilder().getPropertiesBuilder().putFields("empty", Value.getDefaultInstance());
        }
        return event.build();
    }

    private static Struct deep(int depth) {
        Value value = Value.newBuilder().setBoolValue(true).build();
        for (int i = 0; i < depth; i++) {
            value = i % 2 == 0
                    ? Value.newBuilder().setListValue(ListValue.newBuilder().addValues(value)).build()
                    : Value.newBuilder().setStructValue(Struct.newBuilder().putFields("a", value)).build();
        }
        return Struct.newBuilder().putFields("a", value).build();
    }

    private static byte[] request(List<byte[]> events) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        for (byte[] event : events) {
            output.writeBytes(RecordEventsRequest.EVENTS_FIELD_NUMBER, ByteString.copyFrom(event));
        }
        output.flush();
        return bytes.toByteArray();
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        return ByteString.copyFrom(one).concat(ByteString.copyFrom(other)).toByteArray();
    }

    private byte[] call(MethodDescriptor<?, ?> method, byte[] request) {
        Iterator<byte[]> answers = call(method, caller.channel, request);
        return answers.hasNext() ? answers.next() : new byte[0];
    }

    private static Iterator<byte[]> call(MethodDescriptor<?, ?> method, Channel channel, byte[] request) {
        MethodDescriptor<byte[], byte[]> raw = method.toBuilder(BYTES, BYTES).setType(MethodDescriptor.MethodType.SERVER_STREAMING).build();
        return ClientCalls.blockingServerStreamingCall(channel, raw, CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS), request);
    }

    /// @return whether it was taken; otherwise it was the caller's fault, and the answer said so
    private boolean answered(MethodDescriptor<?, ?> method, Channel channel, byte[] request) {
        try {
            Iterator<byte[]> answers = call(method, channel, request);
            while (answers.hasNext()) {
                byte[] answer = answers.next();
                // The journal is the other tenants' too: replays are for services, which see everything.
                if (!method.getBareMethodName().startsWith("Replay")) {
                    plant.assertUnseen(new String(answer, java.nio.charset.StandardCharsets.UTF_8));
                }
            }
            return true;
        } catch (StatusRuntimeException refused) {
            assertThat(refused.getStatus().getCode()).as(method.getBareMethodName() + ": " + refused).isIn(CALLERS_FAULT);
            plant.assertUnseen(String.valueOf(refused.getStatus().getDescription()));
            return false;
        }
    }

    private void assertAlive() {
        String id = TriedLedger.newId();
        assertThat(caller.record(caller.event("globex", id)).getAccepted()).isEqualTo(1);
        ledger.accepted(List.of(id));
    }
}
