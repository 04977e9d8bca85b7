package dev.bellwether.mapping;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import dev.bellwether.mapping.time.TimeReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Turns what an expression gives into what a field holds. Text is read as what the field is: "12" is a number for a
/// number, "2024-10-16" a day for a date, "490 EUR" an amount with its currency.
///
/// @param currency of amounts that do not say theirs, ISO 4217
/// @param shift    moves dates and times
/// @param times    how times are written
/// @param numbers  how numbers are written
public record FieldValues(String currency, UnaryOperator<Instant> shift, TimeReader times, NumberStyle numbers) {

    /// For unambiguous forms: times that begin with the year, a point before decimals.
    public FieldValues(String currency, UnaryOperator<Instant> shift) {
        this(currency, shift, TimeReader.ISO, NumberStyle.PLAIN);
    }

    enum Kind {
        TEXT("text"), CHOICE("one of its names"), WHOLE_NUMBER("a whole number"), NUMBER("a number"), MONEY("an amount of money"),
        DATE("a date"), TIME("a time"), DURATION("a duration (a number counts seconds)"), PROPERTIES("a map of properties");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }

        static Kind of(FieldDescriptor field) {
            return switch (field.getJavaType()) {
                case STRING -> TEXT;
                case ENUM -> CHOICE;
                case INT, LONG -> WHOLE_NUMBER;
                case FLOAT, DOUBLE -> NUMBER;
                case MESSAGE -> switch (field.getMessageType().getFullName()) {
                    case "google.type.Money" -> MONEY;
                    case "google.type.Date" -> DATE;
                    case "google.protobuf.Timestamp" -> TIME;
                    case "google.protobuf.Duration" -> DURATION;
                    case "google.protobuf.Struct" -> PROPERTIES;
                    default -> throw new IllegalStateException("a fact has a field of a type that mappings do not know: " + field);
                };
                case BOOLEAN, BYTE_STRING ->
                    throw new IllegalStateException("a fact has a field of a type that mappings do not know: " + field);
            };
        }
    }

    /// @return empty when the value stands for none, as 9999-12-31 for no end
    /// @throws IllegalArgumentException with what is wrong with the value
    Optional<Object> optional(FieldDescriptor field, Object value) {
        return switch (Kind.of(field)) {
            case DATE -> times.read(value).map(read -> date(shift.apply(read.day().atStartOfDay(ZoneOffset.UTC).toInstant())));
            case TIME -> times.read(value).map(read -> timestamp(shift.apply(read.at())));
            case TEXT, CHOICE, WHOLE_NUMBER, NUMBER, MONEY, DURATION, PROPERTIES -> Optional.of(of(field, value));
        };
    }

    private Object of(FieldDescriptor field, Object value) {
        return switch (Kind.of(field)) {
            case TEXT -> text(value);
            case CHOICE -> choice(field, text(value));
            case WHOLE_NUMBER -> {
                long number = whole(value, numbers);
                yield field.getJavaType() == FieldDescriptor.JavaType.INT ? (Object) smaller(number) : (Object) number;
            }
            case NUMBER -> numbers.number(value).doubleValue();
            case MONEY -> money(value);
            case DATE, TIME -> throw new IllegalStateException("read above: " + field);
            case DURATION -> duration(value);
            case PROPERTIES -> {
                if (value instanceof Map<?, ?> map) {
                    yield PropertyValues.of(map);
                }
                throw new IllegalArgumentException("'" + value + "' is not a map of properties");
            }
        };
    }

    private static EnumValueDescriptor choice(FieldDescriptor field, String value) {
        String name = value.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        EnumValueDescriptor choice = field.getEnumType().findValueByName(name);
        if (choice == null) {
            throw new IllegalArgumentException("'" + value + "' is none of " + field.getEnumType().getValues().stream().skip(1)
                    .map(EnumValueDescriptor::getName).collect(Collectors.joining(", ")));
        }
        return choice;
    }

    private static String text(Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            throw new IllegalArgumentException("a text is wanted, and this is a " + (value instanceof Map<?, ?> ? "map" : "list"));
        }
        return value.toString().strip();
    }

    /// A whole number, however it is written: 250, 250.0, 2.5e2 and "250".
    ///
    /// @throws IllegalArgumentException when it is none
    public static long whole(Object value) {
        return whole(value, NumberStyle.PLAIN);
    }

    private static long whole(Object value, NumberStyle numbers) {
        try {
            return numbers.number(value).longValueExact();
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException("'" + value + "' is not a whole number");
        }
    }

    private static int smaller(long number) {
        if (number != (int) number) {
            throw new IllegalArgumentException("'" + number + "' is too large a number");
        }
        return (int) number;
    }

    private Money money(Object value) {
        NumberStyle.Amount amount = numbers.amount(value);
        BigDecimal exact = amount.value().setScale(9, RoundingMode.HALF_EVEN);
        BigDecimal units = exact.setScale(0, RoundingMode.DOWN);
        try {
            return Money.newBuilder().setCurrencyCode(amount.currency().isEmpty() ? currency : amount.currency())
                    .setUnits(units.longValueExact())
                    .setNanos(exact.subtract(units).movePointRight(9).intValueExact()).build();
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException("'" + value + "' is more than any amount");
        }
    }

    private static Date date(Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return Date.newBuilder().setYear(day.getYear()).setMonth(day.getMonthValue()).setDay(day.getDayOfMonth()).build();
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).setNanos(instant.getNano()).build();
    }

    private Duration duration(Object value) {
        java.time.Duration duration = value instanceof java.time.Duration exact ? exact : seconds(value);
        return Duration.newBuilder().setSeconds(duration.getSeconds()).setNanos(duration.getNano()).build();
    }

    private java.time.Duration seconds(Object value) {
        try {
            return java.time.Duration.ofNanos(numbers.number(value).movePointRight(9).setScale(0, RoundingMode.DOWN).longValueExact());
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException("'" + value + "' is too long a time");
        }
    }
}
