package dev.bellwether.cli.sending;

import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import java.util.List;

/// Takes the answer to each batch, in the order in which the batches were sent.
///
/// @param <T> what the caller attached to a batch
@FunctionalInterface
public interface BatchAnswerHandler<T> {
    void answered(T attachment, List<Event> events, RecordEventsResponse answer);
}
