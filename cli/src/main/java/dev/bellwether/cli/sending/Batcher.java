package dev.bellwether.cli.sending;

import dev.bellwether.ingestion.v1.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Cuts a sequence of events into batches that the front door takes: bounded in number and in bytes.
///
/// @param <T> what belongs to each event
public final class Batcher<T> {

    private static final int EVENTS = 1_000;
    private static final int BYTES = 1 << 20;

    private final BiConsumer<List<Event>, List<T>> out;
    private List<Event> events = new ArrayList<>(EVENTS);
    private List<T> attachments = new ArrayList<>(EVENTS);
    private int bytes;

    public Batcher(BiConsumer<List<Event>, List<T>> out) {
        this.out = out;
    }

    public void add(Event event, T attachment) {
        int size = event.getSerializedSize();
        if (events.size() == EVENTS || bytes + size > BYTES) {
            flush();
        }
        events.add(event);
        attachments.add(attachment);
        bytes += size;
    }

    /// Passes on what has gathered.
    public void flush() {
        if (!events.isEmpty()) {
            out.accept(events, attachments);
            events = new ArrayList<>(EVENTS);
            attachments = new ArrayList<>(EVENTS);
            bytes = 0;
        }
    }
}
