package dev.bellwether.mapping;

import dev.bellwether.mapping.time.TimeFormat;
import dev.bellwether.mapping.time.TimeReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// How times are written, as a mapping or a tracking plan says: `time_format`, one or a list of them, and `zone`.
public final class TimeSettings {

    private TimeSettings() {}

    /// @param otherwise what holds for what is not said here
    /// @throws BrokenDefinition with the place of what cannot be used
    public static TimeReader read(YamlMap yaml, TimeReader otherwise) {
        List<TimeFormat> formats = yaml.texts("time_format").stream().map(TimeSettings::format).toList();
        Optional<ZoneId> zone = yaml.text("zone").map(TimeSettings::zone);
        return new TimeReader(formats.isEmpty() ? otherwise.formats() : formats, zone.orElse(otherwise.zone()));
    }

    private static TimeFormat format(YamlText text) {
        try {
            return TimeFormat.of(text.value());
        } catch (IllegalArgumentException broken) {
            throw new BrokenDefinition(text.place(), broken.getMessage());
        }
    }

    private static ZoneId zone(YamlText text) {
        try {
            return TimeReader.zone(text.value());
        } catch (DateTimeException unknown) {
            throw new BrokenDefinition(text.place(), unknown.getMessage());
        }
    }
}
