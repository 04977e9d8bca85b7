package dev.bellwether.mapping;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns what an expression gives into what a field holds. Text is read as what the field is: "12" is a number for a
/// number, "2024-10-16" a day for a date, "490 EUR" an amount with its currency.
///
/// @param currency of amounts that do not say theirs, ISO 4217
/// @param shift    moves dates and times
public record FieldValues(String currency, UnaryOperator<Instant> shift) {

    private static final Pattern AMOUNT = Pattern.compile("(\\S+)\\s+([A-Za-z]{3})");
    /// More digits than this, before or behind the point, are no number that anybody has counted, and computing with them
    /// would take time and memory.
    private static final int MOST_DIGITS = 350;

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
                case BOOLEAN, BYTE_STRING -> throw new IllegalStateException("a fact has a field of a type that mappings do not know: " + field);
            };
        }
    }

    /// @throws IllegalArgumentException with what is wrong with the value
    Object of(FieldDescriptor field, Object value) {
        return switch (Kind.of(field)) {
            case TEXT -> text(value);
            case CHOICE -> choice(field, text(value));
            case WHOLE_NUMBER -> {
                long number = whole(value);
                yield field.getJavaType() == FieldDescriptor.JavaType.INT ? (Object) smaller(number) : (Object) number;
            }
            case NUMBER -> number(value).doubleValue();
            case MONEY -> money(value);
            case DATE -> date(shift.apply(time(value)));
            case TIME -> timestamp(shift.apply(time(value)));
            case DURATION -> duration(value);
            case PROPERTIES -> {
                if (value instanceof Map<?, ?> map) {
                    yield PropertyValues.of(map);
                }
                throw new IllegalArgumentException("'" + value + "' is not a map of properties");
            }
        };
    }

    /// @throws IllegalArgumentException when it is none
    public static Instant time(Object value) {
        return value instanceof Instant instant ? instant : Times.parse(value.toString().strip());
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
        try {
            return number(value).longValueExact();
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

    private static BigDecimal number(Object value) {
        try {
            BigDecimal number = new BigDecimal(value.toString().strip());
            if (Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Falls through to the refusal.
        }
        throw new IllegalArgumentException("'" + value + "' is not a number");
    }

    private Money money(Object value) {
        Matcher withCurrency = AMOUNT.matcher(value.toString().strip());
        boolean says = withCurrency.matches();
        BigDecimal amount = number(says ? withCurrency.group(1) : value).setScale(9, RoundingMode.HALF_EVEN);
        BigDecimal units = amount.setScale(0, RoundingMode.DOWN);
        try {
            return Money.newBuilder().setCurrencyCode(says ? CurrencyCode.written(withCurrency.group(2)) : currency).setUnits(units.longValueExact())
                    .setNanos(amount.subtract(units).movePointRight(9).intValueExact()).build();
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

    private static Duration duration(Object value) {
        java.time.Duration duration = value instanceof java.time.Duration exact ? exact : seconds(value);
        return Duration.newBuilder().setSeconds(duration.getSeconds()).setNanos(duration.getNano()).build();
    }

    private static java.time.Duration seconds(Object value) {
        try {
            return java.time.Duration.ofNanos(number(value).movePointRight(9).setScale(0, RoundingMode.DOWN).longValueExact());
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException("'" + value + "' is too long a time");
        }
    }
}
