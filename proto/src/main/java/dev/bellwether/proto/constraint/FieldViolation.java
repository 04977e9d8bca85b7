package dev.bellwether.proto.constraint;

/// A field holds what its contract does not allow.
///
/// @param field   its path within the message that was checked, as in `feature_used.count`
/// @param message for people, as the rest of a sentence that begins with the field
public record FieldViolation(String field, Kind kind, String message) {

    /// How it is told apart by programs. The names are part of the contract.
    public enum Kind {
        /// The field is missing or empty.
        REQUIRED,
        /// The text is longer than the field may be.
        TOO_LONG,
        /// The text does not have the form that it must have.
        MALFORMED,
        /// The number, amount, duration or count is outside of what the field may be.
        OUT_OF_RANGE,
        /// An enum value that this version does not know.
        UNKNOWN_VALUE
    }

    FieldViolation within(String path) {
        return new FieldViolation(path + field, kind, message);
    }
}
