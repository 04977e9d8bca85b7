package dev.bellwether.mapping.time;

import java.time.Instant;
import java.time.LocalDate;

/// A date or time as it was written, and the moment that it names.
///
/// @param at    the moment; of a date alone the first one of the day, in UTC
/// @param day   the day as it was written: midnight in Berlin on 16 October is of the 16th, though it is still the 15th in UTC
/// @param kind  how much was written
public record ReadTime(Instant at, LocalDate day, Kind kind) {

    public enum Kind {
        /// A day and no time of day.
        DATE,
        /// Without a zone of its own: it was read in the zone that the reader has.
        LOCAL,
        /// With a zone, or as a number that counts from a moment.
        ZONED
    }
}
