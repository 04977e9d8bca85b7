package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Reason.MALFORMED;
import static dev.bellwether.ingestion.validation.Reason.OUT_OF_RANGE;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;

/// Properties that every reader can take: as JSON, and within protobuf's own limit of nesting, of which the journal's and
/// the replay's envelopes need a part.
final class PropertiesValidator {

    private PropertiesValidator() {}

    static void check(String field, Struct properties) {
        check(field, properties, 1);
    }

    private static void check(String field, Struct struct, int depth) {
        if (struct.getFieldsCount() == 0) {
            return;
        }
        shallow(field, depth);
        for (Value value : struct.getFieldsMap().values()) {
            check(field, value, depth);
        }
    }

    private static void check(String field, ListValue list, int depth) {
        shallow(field, depth);
        for (Value value : list.getValuesList()) {
            check(field, value, depth);
        }
    }

    private static void check(String field, Value value, int depth) {
        switch (value.getKindCase()) {
            case NULL_VALUE, STRING_VALUE, BOOL_VALUE -> {}
            case NUMBER_VALUE -> Fields.finite(field, value.getNumberValue());
            case STRUCT_VALUE -> check(field, value.getStructValue(), depth + 1);
            case LIST_VALUE -> check(field, value.getListValue(), depth + 1);
            case KIND_NOT_SET -> throw new Rejection(field, MALFORMED, "holds a property without a value; say null_value if it has none");
        }
    }

    private static void shallow(String field, int depth) {
        if (depth > EventLimits.DEPTH) {
            throw new Rejection(field, OUT_OF_RANGE, "is nested more than " + EventLimits.DEPTH + " deep");
        }
    }
}
