package dev.bellwether.cli.terminal;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine;

/// Reads what is given for options and parameters that are no texts, and says what a value looks like where one does not.
public final class OptionValues {

    private OptionValues() {}

    /// @param line with all its commands
    public static CommandLine readBy(CommandLine line) {
        ITypeConverter<Integer> number = OptionValues::wholeNumber;
        ITypeConverter<Long> large = OptionValues::largeNumber;
        return line.registerConverter(LocalDate.class, OptionValues::day).registerConverter(Duration.class, OptionValues::duration)
                .registerConverter(Integer.class, number).registerConverter(int.class, number)
                .registerConverter(OptionalInt.class, text -> OptionalInt.of(wholeNumber(text)))
                .registerConverter(Long.class, large).registerConverter(long.class, large);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw wrong(text, "a day, as in 2026-12-01");
        }
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException _) {
            throw wrong(text, "a duration, as in PT30S, PT5M or P1D");
        }
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw wrong(text, "a whole number, as in 100");
        }
    }

    private static long largeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw wrong(text, "a whole number, as in 100");
        }
    }

    private static TypeConversionException wrong(String text, String right) {
        return new TypeConversionException("'" + text + "' is not " + right);
    }
}
