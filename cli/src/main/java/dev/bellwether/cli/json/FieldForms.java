package dev.bellwether.cli.json;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.stream.Collectors;

/// What a field's values look like in JSON, for people.
final class FieldForms {

    private FieldForms() {}

    static String of(FieldDescriptor field) {
        if (field.isMapField()) {
            return "a JSON object";
        }
        return field.isRepeated() ? "an array, and each of it " + one(field) : one(field);
    }

    private static String one(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT, LONG -> switch (field.getType()) {
                case UINT32, UINT64, FIXED32, FIXED64 -> "a whole number from 0";
                default -> "a whole number";
            } + (field.getJavaType() == FieldDescriptor.JavaType.INT ? " of at most 32 bits" : " of at most 64 bits");
            case FLOAT, DOUBLE -> "a number";
            case BOOLEAN -> "true or false";
            case STRING -> "a text in double quotes";
            case BYTE_STRING -> "bytes in base64, in double quotes";
            case ENUM -> "one of " + field.getEnumType().getValues().stream().filter(value -> value.getNumber() != 0)
                    .map(EnumValueDescriptor::getName).collect(Collectors.joining(", "));
            case MESSAGE -> switch (field.getMessageType().getFullName()) {
                case "google.protobuf.Timestamp" -> "a time as in \"2026-12-01T09:00:00Z\"";
                case "google.protobuf.Duration" -> "a duration in seconds as in \"30s\"";
                case "google.type.Date" -> "a day as in {\"year\": 2026, \"month\": 12, \"day\": 1}";
                default -> "a JSON object";
            };
        };
    }
}
