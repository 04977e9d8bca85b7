package dev.bellwether.mapping.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads dates and times of exports and messages. Without formats named, only unambiguous forms: see [IsoTime].
///
/// @param formats in which times are written, and no others; at least one
/// @param zone    of times that do not say theirs
public record TimeReader(List<TimeFormat> formats, ZoneId zone) {

    /// [IsoTime]'s forms; without a zone it is UTC.
    public static final TimeReader ISO = new TimeReader(List.of(TimeFormat.ISO), ZoneOffset.UTC);

    public TimeReader {
        formats = List.copyOf(formats);
    }

    /// @return empty when it is written for no date or no end ([NoDate])
    /// @throws UnreadableTime when it is no time, with what would be right
    public Optional<ReadTime> read(Object value) {
        if (value instanceof Instant instant) {
            return Optional.of(new ReadTime(instant, LocalDate.ofInstant(instant, ZoneOffset.UTC), ReadTime.Kind.ZONED))
                    .filter(time -> !NoDate.is(time));
        }
        String text = value.toString().strip();
        return NoDate.isWritten(text) ? Optional.empty() : Optional.of(parse(text)).filter(time -> !NoDate.is(time));
    }

    private ReadTime parse(String text) {
        // Excel and some locales put narrow or unbreakable blanks before AM and PM.
        String plain = text.replaceAll("[\\s\u00a0\u202f]+", " ");
        ReadTime read = null;
        for (TimeFormat format : formats) {
            Optional<ReadTime> one = format.read(plain, zone);
            if (one.isPresent() && read != null && !read.at().equals(one.get().at())) {
                throw new UnreadableTime("'" + text + "' could be " + read.at() + " or " + one.get().at() + " by the formats " + names());
            }
            read = one.orElse(read);
        }
        if (read == null) {
            throw formats.equals(ISO.formats()) ? TimeHints.unreadable(text)
                    : new UnreadableTime("'" + TimeHints.shortened(text) + "' is not written as time_format says: " + names());
        }
        if (read.day().getYear() < 1 || read.day().getYear() > 9999) {
            throw new UnreadableTime("'" + text + "' is of the year " + read.day().getYear() + ": times are of the years 1 to 9999");
        }
        return read;
    }

    private String names() {
        return formats.stream().map(TimeFormat::name).collect(Collectors.joining(", "));
    }

    /// @throws DateTimeException when there is no such zone, with what would be one
    public static ZoneId zone(String name) {
        return WrittenZone.region(name);
    }
}
