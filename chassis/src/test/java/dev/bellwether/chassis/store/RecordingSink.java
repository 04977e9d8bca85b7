package dev.bellwether.chassis.store;

import java.util.ArrayList;
import java.util.List;

/// Takes the log's place: what has been acknowledged, in order.
class RecordingSink implements EventSink {
    private final List<StoredEvent> sent = new ArrayList<>();
    private final List<StoredEvent> acknowledged = new ArrayList<>();
    private int refusals;

    synchronized void refuse(int flushes) {
        refusals = flushes;
    }

    @Override
    public synchronized void send(StoredEvent event) {
        sent.add(event);
    }

    @Override
    public synchronized void flush() {
        if (refusals > 0) {
            refusals--;
            // Some of it is in the log all the same.
            acknowledged.addAll(sent.subList(0, 1));
            sent.clear();
            throw new IllegalStateException("not enough replicas");
        }
        acknowledged.addAll(sent);
        sent.clear();
    }

    synchronized int size() {
        return acknowledged.size();
    }

    synchronized List<String> acknowledged() {
        return acknowledged.stream().map(event -> event.stream().account().account() + "/" + event.version()).toList();
    }

    synchronized List<Long> versionsOf(String stream) {
        return acknowledged.stream().filter(event -> event.stream().toString().equals(stream)).map(StoredEvent::version).toList();
    }
}
