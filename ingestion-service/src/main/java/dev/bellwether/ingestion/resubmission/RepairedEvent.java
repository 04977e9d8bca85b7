package dev.bellwether.ingestion.resubmission;

import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import java.util.Optional;

/// What has become of a rejected event: it is good now.
sealed interface RepairedEvent {

    /// Its account is known.
    record Recorded(Event event) implements RepairedEvent {}

    /// Its account is to be found.
    record Captured(CapturedMessage message) implements RepairedEvent {}

    /// Its sender says that it is not meant for Bellwether.
    record NotMeant() implements RepairedEvent {}

    /// As far as it is known before its account is found.
    default Optional<Event> result() {
        return switch (this) {
            case Recorded(Event event) -> Optional.of(event);
            case Captured(CapturedMessage message) -> Optional.of(
                    message.getEvent().toBuilder().setAccount(message.getAccount()).setUser(message.getUser()).build());
            case NotMeant() -> Optional.empty();
        };
    }
}
