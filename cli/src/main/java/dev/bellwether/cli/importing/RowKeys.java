package dev.bellwether.cli.importing;

import dev.bellwether.cli.importing.mapping.Mapping;
import dev.bellwether.ingestion.v1.Event;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;

/// A set of rows, each known by its account and the part of its events' ids that they share. Keeps 64 bits a row.
final class RowKeys {

    private final Set<Long> keys = new HashSet<>();

    /// Whether it was not in the set before.
    boolean add(Event event) {
        return keys.add(key(event));
    }

    boolean contains(Event event) {
        return keys.contains(key(event));
    }

    void clear() {
        keys.clear();
    }

    private static long key(Event event) {
        String row = Mapping.rowOf(event.getEventId());
        // Two independent halves: murmur2 of the text, and of the text behind another beginning.
        return (long) murmur(event.getAccount() + "/" + row) << 32
                | Integer.toUnsignedLong(murmur("row " + row + "/" + event.getAccount()));
    }

    private static int murmur(String text) {
        return Utils.murmur2(text.getBytes(StandardCharsets.UTF_8));
    }
}
