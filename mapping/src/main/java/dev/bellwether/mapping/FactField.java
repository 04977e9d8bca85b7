package dev.bellwether.mapping;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import dev.bellwether.ingestion.v1.Event;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.Set;

/// One field of a fact, and the expression that gives its value.
public record FactField(FieldDescriptor field, Expression expression) {

    public FactField {
        if (!accepts(FieldValues.Kind.of(field), expression.type())) {
            throw new BrokenDefinition(expression.place(), "'" + field.getName() + "' is " + FieldValues.Kind.of(field).description()
                    + ", and this expression gives a " + expression.type().name());
        }
    }

    /// The event's own field: what orders facts of one instant.
    public static FactField sequence(Expression expression) {
        return new FactField(Event.getDescriptor().findFieldByNumber(Event.SEQUENCE_FIELD_NUMBER), expression);
    }

    /// Sets the field to what the expression has given; an empty text, null, and a date that stands for none leave it out.
    ///
    /// @throws IllegalArgumentException with what is wrong with the value
    public void set(Message.Builder fact, Object value, FieldValues values) {
        if (isAbsent(value)) {
            return;
        }
        if (isEndless(value, values)) {
            // Left out, it would have ended already.
            throw new IllegalArgumentException("'" + value + "' stands for no end: leave the fact out then, by a condition");
        }
        values.optional(field, value).ifPresent(read -> fact.setField(field, read));
    }

    /// Whether the value says of the end of what the fact ends that there is none, as 9999-12-31 does.
    ///
    /// @throws IllegalArgumentException with what is wrong with the value
    public boolean isEndless(Object value, FieldValues values) {
        return field.getName().equals("ends_at") && !isAbsent(value) && values.optional(field, value).isEmpty();
    }

    /// Whether nothing has been given: null and an empty text are no value, and never 0.
    public static boolean isAbsent(Object value) {
        return value instanceof String text && text.isBlank() || isNull(value);
    }

    /// CEL has a null of its own.
    static boolean isNull(Object value) {
        return value == null || value instanceof NullValue || value instanceof dev.cel.common.values.NullValue;
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
