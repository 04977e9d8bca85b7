package dev.bellwether.mapping.definition;

import dev.bellwether.mapping.SourcePosition;
import java.util.Map;
import java.util.Optional;

/// A map as it was read: the values of its keys, each with its place.
public final class ReadMap {

    /// @param value empty when it could not be read
    record Entry(Optional<?> value, SourcePosition place) {}

    private final String field;
    private final SourcePosition place;
    private final Map<String, Entry> entries;

    ReadMap(String field, SourcePosition place, Map<String, Entry> entries) {
        this.field = field;
        this.place = place;
        this.entries = Map.copyOf(entries);
    }

    /// Empty when it is not given, or was no such value, which is among the problems then.
    @SuppressWarnings("unchecked")
    public <T> Optional<T> value(Key<T> key) {
        return entries.containsKey(key.name()) ? (Optional<T>) entries.get(key.name()).value() : Optional.empty();
    }

    /// Whether it is written, readable or not.
    public boolean has(Key<?> key) {
        return entries.containsKey(key.name());
    }

    /// Of the value; of the map where there is none.
    public SourcePosition place(Key<?> key) {
        return entries.containsKey(key.name()) ? entries.get(key.name()).place() : place;
    }

    public SourcePosition place() {
        return place;
    }

    /// As in `rules[2]`; empty for the whole.
    public String field() {
        return field;
    }

    public String field(Key<?> key) {
        return MapType.join(field, key.name());
    }

    public TextFault error(Key<?> key, String message) {
        return TextFault.error(field(key), place(key), message);
    }
}
