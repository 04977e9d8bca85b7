package dev.bellwether.local.importing.mapping;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.type.Money;
import dev.bellwether.chassis.time.Dates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Turns what an expression gives into what a field holds. Text is read as what the field is: "12" is a number for a
/// number, "2024-10-16" a day for a date.
///
/// @param currency of amounts, ISO 4217
/// @param shift    moves dates and times
record FieldValues(String currency, DayShift shift) {

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

    /// Throws IllegalArgumentException with what is wrong with the value.
    Object of(FieldDescriptor field, Object value) {
        return switch (Kind.of(field)) {
            case TEXT -> value.toString().strip();
            case CHOICE -> choice(field, value.toString());
            case WHOLE_NUMBER -> {
                long number = whole(value);
                yield field.getJavaType() == FieldDescriptor.JavaType.INT ? (Object) Math.toIntExact(number) : (Object) number;
            }
            case NUMBER -> number(value).doubleValue();
            case MONEY -> money(number(value));
            case DATE -> Dates.date(Dates.dayOf(shift.apply(time(value))));
            case TIME -> Dates.timestamp(shift.apply(time(value)));
            case DURATION -> duration(value);
            case PROPERTIES -> properties((Map<?, ?>) value);
        };
    }

    static Instant time(Object value) {
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

    private static long whole(Object value) {
        try {
            return new BigDecimal(value.toString().strip()).longValueExact();
        } catch (ArithmeticException | NumberFormatException _) {
            throw new IllegalArgumentException("'" + value + "' is not a whole number");
        }
    }

    private static BigDecimal number(Object value) {
        try {
            return new BigDecimal(value.toString().strip());
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("'" + value + "' is not a number");
        }
    }

    private Money money(BigDecimal amount) {
        BigDecimal rounded = amount.setScale(9, RoundingMode.HALF_EVEN);
        long units = rounded.longValue();
        int nanos = rounded.subtract(BigDecimal.valueOf(units)).movePointRight(9).intValueExact();
        return Money.newBuilder().setCurrencyCode(currency).setUnits(units).setNanos(nanos).build();
    }

    private static Duration duration(Object value) {
        java.time.Duration duration = value instanceof java.time.Duration exact ? exact
                : java.time.Duration.ofNanos(number(value).movePointRight(9).longValue());
        return Duration.newBuilder().setSeconds(duration.getSeconds()).setNanos(duration.getNano()).build();
    }

    private static Struct properties(Map<?, ?> values) {
        Struct.Builder struct = Struct.newBuilder();
        values.forEach((name, value) -> struct.putFields(name.toString(), property(value)));
        return struct.build();
    }

    private static Value property(Object value) {
        return switch (value) {
            case Number number -> Value.newBuilder().setNumberValue(number.doubleValue()).build();
            case Boolean truth -> Value.newBuilder().setBoolValue(truth).build();
            case Map<?, ?> map -> Value.newBuilder().setStructValue(properties(map)).build();
            default -> Value.newBuilder().setStringValue(value.toString()).build();
        };
    }
}
