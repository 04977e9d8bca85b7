package dev.bellwether.ingestion.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.validation.Excerpt;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An event that was not taken.
///
/// @param tenant a valid tenant, or [#NO_TENANT]
/// @param field  path of the offending field
/// @param reason stable and upper-case
/// @param event  as far as it is kept
/// @param origin what came in, when it was no [Event] yet
public record Quarantined(
        String tenant, String field, String reason, String message, Event event, Optional<Origin> origin, Instant seenAt) {

    /// Where events stand that name no valid tenant.
    public static final String NO_TENANT = "-";

    /// The door of what a door over HTTP has taken in and what could not go on.
    public static final String CAPTURED = "captured";

    private static final String GRPC = "grpc";

    /// Where rejected events have come in.
    public static final List<String> DOORS = List.of(GRPC, "segment", "cloudevents", CAPTURED);

    public Quarantined {
        field = column(field);
        message = column(message);
    }

    /// What came in by a door that takes other forms of events.
    ///
    /// @param door    `segment`, `cloudevents` or [#CAPTURED]
    /// @param source  id of the source whose key it came with
    /// @param raw      the event as it came, to the byte; its beginning when it was too large. Of what was captured, the message
    /// @param complete the event as JSON with what its call said for it, when that is more than is in `raw`; empty otherwise
    /// @param content  the same for each sending of the same event, however it differs in what changes with the sending
    public record Origin(String door, String source, ByteString raw, ByteString complete, long content) {
        public Origin(String door, String source, ByteString raw, long content) {
            this(door, source, raw, ByteString.EMPTY, content);
        }
    }

    public Quarantined(String tenant, String field, String reason, String message, Event event, Instant seenAt) {
        this(tenant, field, reason, message, event, Optional.empty(), seenAt);
    }

    String door() {
        return origin.map(Origin::door).orElse(GRPC);
    }

    String source() {
        return column(origin.map(Origin::source).orElseGet(event::getSource));
    }

    /// What a column of text takes, whatever of the event is in it: one text that it does not take would keep all others of its
    /// batch out.
    private static String column(String text) {
        return Excerpt.cut(text).replace('\0', ' ');
    }

    /// Roughly what it takes in memory.
    long bytes() {
        return 500 + event.getSerializedSize() + origin.map(from -> from.raw().size() + from.complete().size()).orElse(0);
    }

    /// The same for each sending of the same event with the same fault.
    UUID fingerprint() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((reason + "\0" + field + "\0").getBytes(UTF_8));
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest(content()));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private byte[] content() {
        return origin.map(from -> (from.door() + "\0" + from.source() + "\0" + from.content()).getBytes(UTF_8))
                .orElseGet(event::toByteArray);
    }
}
