package dev.bellwether.mapping.definition;

/// A key of a definition's map.
///
/// @param description for people, in sentences
/// @param <T>         what its value is made into
public record Key<T>(String name, ValueType<T> type, boolean required, String description) {

    public static <T> Key<T> required(String name, ValueType<T> type, String description) {
        return new Key<>(name, type, true, description);
    }

    public static <T> Key<T> optional(String name, ValueType<T> type, String description) {
        return new Key<>(name, type, false, description);
    }
}
