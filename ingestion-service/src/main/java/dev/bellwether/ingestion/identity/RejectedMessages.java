package dev.bellwether.ingestion.identity;

import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.validation.Reason;
import java.time.Instant;
import java.util.Optional;

/// Messages that were accepted and cannot be processed further.
final class RejectedMessages {

    private RejectedMessages() {}

    static Quarantined differing(Captured captured, Instant now) {
        return of(captured, "message_id", Reason.DIFFERENT_CONTENT,
                "a message with this id has come with other content already: another message needs an id of its own", now);
    }

    static Quarantined unidentified(Captured captured, Instant now) {
        return of(captured, "user_id", Reason.REQUIRED, "names neither a user nor an anonymous person nor an account", now);
    }

    static Quarantined of(Captured captured, String field, Reason reason, String message, Instant now) {
        return of(captured.message(), event(captured.message()), field, reason, message, now);
    }

    /// With all that the message itself says of whose it is.
    private static Event event(CapturedMessage message) {
        return message.getEvent().toBuilder().setTenant(message.getTenant()).setAccount(message.getAccount()).setUser(message.getUser())
                .build();
    }

    /// @param event as it was to be recorded
    static Quarantined of(CapturedMessage captured, Event event, String field, Reason reason, String message, Instant now) {
        return new Quarantined(captured.getTenant(), field, reason.name(), message, event,
                Optional.of(new Quarantined.Origin(
                        Quarantined.CAPTURED, event.getSource(), captured.toByteString(), captured.getContentHash())),
                now);
    }
}
