package dev.bellwether.mapping;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;

/// Free properties as the contracts hold them.
public final class PropertyValues {

    /// Deeper than any event may be, and shallow enough for every stack.
    private static final int DEEPEST = 64;

    private PropertyValues() {}

    /// @param values maps, lists, texts, numbers, truths and nulls; of anything else its text is taken
    /// @throws IllegalArgumentException when they are nested deeper than anything is taken
    public static Struct of(Map<?, ?> values) {
        return struct(values, 1);
    }

    private static Struct struct(Map<?, ?> values, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("is nested more than " + DEEPEST + " deep");
        }
        Struct.Builder struct = Struct.newBuilder();
        values.forEach((name, value) -> struct.putFields(name.toString(), value(value, depth)));
        return struct.build();
    }

    private static ListValue list(List<?> values, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("is nested more than " + DEEPEST + " deep");
        }
        ListValue.Builder list = ListValue.newBuilder();
        values.forEach(value -> list.addValues(value(value, depth)));
        return list.build();
    }

    private static Value value(Object value, int depth) {
        if (FactField.isNull(value)) {
            return Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
        }
        return switch (value) {
            case Number number -> Value.newBuilder().setNumberValue(number.doubleValue()).build();
            case Boolean truth -> Value.newBuilder().setBoolValue(truth).build();
            case Map<?, ?> map -> Value.newBuilder().setStructValue(struct(map, depth + 1)).build();
            case List<?> list -> Value.newBuilder().setListValue(list(list, depth + 1)).build();
            default -> Value.newBuilder().setStringValue(value.toString()).build();
        };
    }
}
