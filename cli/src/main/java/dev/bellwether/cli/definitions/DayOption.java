package dev.bellwether.cli.definitions;

import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/// On which day a definition is looked at.
final class DayOption {

    @Option(names = "--day", paramLabel = "<day>", description = "What is in force on this day, as in 2026-03-31. Default: today, in UTC.")
    private Optional<LocalDate> day = Optional.empty();

    Optional<LocalDate> day() {
        return day;
    }
}
