package dev.bellwether.ingestion.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.Values;
import dev.bellwether.chassis.event.DeterministicBytes;
import dev.bellwether.ingestion.v1.Event;
import java.nio.ByteBuffer;

/// The one form of free properties that say the same: a property that is null is as good as absent, and so are properties of which there are
/// none; -0 is 0. In a list a null has its place, and stays.
final class CanonicalProperties {

    private static final int NULL = 0x08;
    /// Of a value that is null: the tag, and an enum's number, which a sender may write as any that it likes.
    private static final int LONGEST_NULL = 11;
    private static final int FIRST_FIELD = 0x0A;
    private static final int SECOND_FIELD = 0x12;
    private static final int NUMBER = 0x11;

    private CanonicalProperties() {}

    /// Whether the event's bytes may not be in that form: nearly all are, and are not read for it.
    static boolean mayDiffer(byte[] bytes, int start, int length) {
        int end = start + length;
        for (int i = start; i + 1 < end; i++) {
            int tag = bytes[i];
            boolean empty = bytes[i + 1] == 0 && (tag == FIRST_FIELD || tag == SECOND_FIELD);
            boolean isNull = tag == NULL && i - start >= 2 && bytes[i - 1] >= 2 && bytes[i - 1] <= LONGEST_NULL
                    && (bytes[i - 2] == FIRST_FIELD || bytes[i - 2] == SECOND_FIELD);
            if (empty || isNull || tag == NUMBER && i + 8 < end && isNegativeZero(bytes, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNegativeZero(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes, at, 8).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong() == Long.MIN_VALUE;
    }

    /// The bytes of the event with its properties in that form.
    static byte[] event(byte[] bytes, int start, int length) throws InvalidProtocolBufferException {
        Event.Builder event = Event.parser().parseFrom(bytes, start, length).toBuilder();
        switch (event.getFactCase()) {
            case NAMED_EVENT -> {
                Struct properties = of(event.getNamedEvent().getProperties());
                event.getNamedEventBuilder().setProperties(properties);
                if (properties.getFieldsCount() == 0) {
                    event.getNamedEventBuilder().clearProperties();
                }
            }
            case USER_IDENTIFIED -> {
                Struct traits = of(event.getUserIdentified().getTraits());
                event.getUserIdentifiedBuilder().setTraits(traits);
                if (traits.getFieldsCount() == 0) {
                    event.getUserIdentifiedBuilder().clearTraits();
                }
            }
            default -> {}
        }
        return DeterministicBytes.of(event.build());
    }

    private static Struct of(Struct struct) {
        Struct.Builder canonical = Struct.newBuilder();
        struct.getFieldsMap().forEach((name, value) -> {
            if (!value.hasNullValue()) {
                canonical.putFields(name, of(value));
            }
        });
        return canonical.build();
    }

    private static Value of(Value value) {
        return switch (value.getKindCase()) {
            case STRUCT_VALUE -> value.toBuilder().setStructValue(of(value.getStructValue())).build();
            case LIST_VALUE -> {
                ListValue.Builder list = ListValue.newBuilder();
                value.getListValue().getValuesList().forEach(element -> list.addValues(of(element)));
                yield value.toBuilder().setListValue(list).build();
            }
            case NUMBER_VALUE -> value.getNumberValue() == 0 ? value.toBuilder().setNumberValue(0.0).build() : value;
            case NULL_VALUE -> Values.ofNull();
            case STRING_VALUE, BOOL_VALUE, KIND_NOT_SET -> value;
        };
    }
}
