package dev.bellwether.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.validation.Rejection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// @param index       its place in the call, from 0
/// @param quarantined what is to be kept of it
record RejectedItem(int index, String id, Rejection rejection, Optional<Quarantined> quarantined) {

    static final byte[] SUCCESS = "{\"success\":true}".getBytes(UTF_8);

    /// The answer to a caller that asks what would be taken, or has been.
    ///
    /// @param messages that were accepted
    static byte[] report(int accepted, List<RejectedItem> rejected, List<CapturedMessage> messages) {
        return JsonStream.write(json -> {
            json.writeStartObject();
            json.writeBooleanField("success", true);
            json.writeNumberField("accepted", accepted);
            json.writeArrayFieldStart("rejected");
            for (RejectedItem item : rejected) {
                json.writeStartObject();
                json.writeNumberField("index", item.index());
                json.writeStringField("messageId", item.id());
                json.writeStringField("field", item.rejection().field());
                json.writeStringField("reason", item.rejection().reason().name());
                json.writeStringField("message", item.rejection().getMessage());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("facts");
            Map<String, Long> facts = messages.stream().collect(Collectors.groupingBy(
                    message -> message.getEvent().getFactCase().name().toLowerCase(Locale.ROOT), TreeMap::new, Collectors.counting()));
            for (Map.Entry<String, Long> fact : facts.entrySet()) {
                json.writeNumberField(fact.getKey(), fact.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
