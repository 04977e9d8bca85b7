package dev.bellwether.ingestion.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.http.HttpSender;
import java.io.IOException;
import java.util.List;

/// A door over HTTP under bad input, and what always holds of its answers.
final class TriedDoor implements AutoCloseable {

    final HttpSender sender = new HttpSender();
    final Plant plant = new Plant(sender.caller);
    final TriedLedger ledger = new TriedLedger(sender.caller);
    final Wire wire = new Wire(sender.port);

    /// Looks at the answer, and notes what was sent as taken or not.
    ///
    /// @param good  ids of the events that must be taken if the call is
    /// @param whole whether they came as they should
    void send(Wire.Request request, List<String> good, boolean whole) throws IOException {
        Wire.Answer answer = wire.send(request);
        check(answer);
        if (answer.status() != 200) {
            ledger.refused(good);
        } else if (whole) {
            ledger.accepted(good);
        }
        assertAlive();
    }

    void check(Wire.Answer answer) {
        plant.assertUnseen(answer.all());
        assertThat(answer.status()).as(answer.all()).isIn(200, 400, 401, 404, 405, 408, 409, 415, 429, 431);
        // What is no HTTP, or too much of it, is refused before any door, without a body or as problem details.
        if (answer.status() == 431) {
            assertThat(answer.body()).matches("|\\{\"title\":\"Request Header Fields Too Large\".*");
        } else if (!answer.body().isEmpty() || answer.status() != 400) {
            assertThat(answer.body()).startsWith(answer.status() == 200 ? "{\"success\":true" : "{\"success\":false,\"code\":\"");
        }
    }

    void assertAlive() {
        String id = TriedLedger.newId();
        assertThat(sender.post("/v1/track", track(id)).statusCode()).isEqualTo(200);
        ledger.accepted(List.of(id));
    }

    static String track(String id) {
        return "{\"type\":\"track\",\"event\":\"Report Exported\",\"userId\":\"ada\",\"messageId\":\"" + id
                + "\",\"timestamp\":\"2026-03-10T12:00:00Z\",\"context\":{\"groupId\":\"globex\"}}";
    }

    String authorization() {
        return "Authorization: " + sender.basic();
    }

    /// Everything that was taken is there once, and an event that is rejected is still kept.
    @Override
    public void close() throws InterruptedException {
        try {
            ledger.settle(id -> assertThat(sender.post("/v1/track", track(id)).statusCode()).isEqualTo(200));
            String id = TriedLedger.newId();
            assertThat(sender.post("/v1/track", "{\"userId\":\"ada\",\"messageId\":\"" + id + "\"}").statusCode()).isEqualTo(200);
            sender.caller.quarantined("tenants/" + sender.tenant,
                    kept -> kept.stream().anyMatch(event -> event.getEvent().getEventId().equals(id)));
        } finally {
            sender.close();
        }
    }
}
