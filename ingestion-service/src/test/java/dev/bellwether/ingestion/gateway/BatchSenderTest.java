package dev.bellwether.ingestion.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.bellwether.chassis.access.Caller;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchSenderTest {

    private static final Caller ACME = new Caller("acme's", Optional.of(Set.of("events:write")), Optional.of(Set.of("acme", "acme-test")));

    private static ByteString event(String tenant) {
        return Event.newBuilder().setTenant(tenant).setAccount("a1").setEventId("e1").build().toByteString();
    }

    private static EventBatch batch(ByteString... events) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        for (ByteString event : events) {
            output.writeBytes(RecordEventsRequest.EVENTS_FIELD_NUMBER, event);
        }
        output.flush();
        return EventBatch.read(bytes.toByteArray());
    }

    @Test
    void a_caller_for_some_tenants_may_send_their_events() throws IOException {
        EventBatch theirs = batch(event("acme"), event("acme-test"), event("acme"));
        assertThatCode(() -> BatchSender.requireTenants(ACME, theirs)).doesNotThrowAnyException();
    }

    @Test
    void one_event_of_another_tenant_is_enough_wherever_it_stands() throws IOException {
        for (EventBatch batch : new EventBatch[] {batch(event("globex")), batch(event("acme"), event("acme"), event("globex")),
            batch(event("acm"))}) {
            assertThatThrownBy(() -> BatchSender.requireTenants(ACME, batch)).isInstanceOf(Refusal.PermissionDenied.class);
            assertThatCode(() -> BatchSender.requireTenants(Caller.admin(), batch)).doesNotThrowAnyException();
        }
    }

    /// In protobuf the last of a field counts, and the parser that comes later goes by that.
    @Test
    void a_tenant_that_is_said_twice_is_the_one_that_the_parser_takes() throws IOException {
        EventBatch ours = batch(event("globex").concat(event("acme")));
        assertThatCode(() -> BatchSender.requireTenants(ACME, ours)).doesNotThrowAnyException();
        EventBatch theirs = batch(event("acme").concat(event("globex")));
        assertThatThrownBy(() -> BatchSender.requireTenants(ACME, theirs)).isInstanceOf(Refusal.PermissionDenied.class)
                .hasMessageContaining("globex");
    }

    /// They are rejected one by one, and kept in no tenant's quarantine.
    @Test
    void what_names_no_tenant_and_what_is_no_event_is_left_to_be_rejected() throws IOException {
        EventBatch nobodys = batch(event(""), event("No Tenant"), ByteString.copyFrom(new byte[] {0x0a, 0x7f, 1}), event("acme"));
        assertThatCode(() -> BatchSender.requireTenants(ACME, nobodys)).doesNotThrowAnyException();
    }
}
