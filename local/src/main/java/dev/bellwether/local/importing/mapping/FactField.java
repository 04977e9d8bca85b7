package dev.bellwether.local.importing.mapping;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.Set;

/// One field of a fact, and the expression that gives its value. An empty text leaves the field out.
record FactField(FieldDescriptor field, Expression expression) {

    FactField {
        if (!accepts(FieldValues.Kind.of(field), expression.type())) {
            throw new BrokenMapping(expression.place(), "'" + field.getName() + "' is " + FieldValues.Kind.of(field).description()
                    + ", and this expression gives a " + expression.type().name());
        }
    }

    void set(Message.Builder fact, Row row, FieldValues values) throws BrokenRow {
        Object value = expression.evaluate(row);
        if (value instanceof String text && text.isBlank()) {
            return;
        }
        try {
            fact.setField(field, values.of(field, value));
        } catch (IllegalArgumentException failure) {
            throw new BrokenRow("BAD_VALUE", expression.columns(), field.getName() + ": " + failure.getMessage());
        }
    }

    private static boolean accepts(FieldValues.Kind kind, CelType type) {
        if (type.equals(SimpleType.DYN) || type.equals(SimpleType.STRING)) {
            return kind != FieldValues.Kind.PROPERTIES || type.equals(SimpleType.DYN);
        }
        return switch (kind) {
            case TEXT, CHOICE -> false;
            case WHOLE_NUMBER -> type.equals(SimpleType.INT);
            case NUMBER, MONEY -> Set.of(SimpleType.INT, SimpleType.DOUBLE).contains(type);
            case DATE, TIME -> type.equals(SimpleType.TIMESTAMP);
            case DURATION -> Set.of(SimpleType.DURATION, SimpleType.INT, SimpleType.DOUBLE).contains(type);
            case PROPERTIES -> type.kind() == CelKind.MAP;
        };
    }
}
