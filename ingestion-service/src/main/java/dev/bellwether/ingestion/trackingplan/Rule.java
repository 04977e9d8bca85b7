package dev.bellwether.ingestion.trackingplan;

import static dev.bellwether.ingestion.validation.Reason.MALFORMED;
import static dev.bellwether.ingestion.validation.Reason.REQUIRED;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.validation.Excerpt;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import dev.bellwether.mapping.Expression;
import dev.bellwether.mapping.ExpressionFaults;
import dev.bellwether.mapping.FactField;
import dev.bellwether.mapping.FieldValues;
import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One rule of a plan: which events it takes, and the fact that it makes of them.
///
/// @param number in its plan, from 1
record Rule(int number, Selector selector, Optional<Expression> when, Optional<FactField> sequence, FieldDescriptor fact,
        List<FactField> fields, FieldValues values) {

    /// Whether its condition holds. One that asks for something which is not there does not.
    boolean applies(Map<String, Object> words) {
        if (when.isEmpty()) {
            return true;
        }
        try {
            return Boolean.TRUE.equals(when.get().evaluate(words));
        } catch (CelEvaluationException failure) {
            if (isAbsence(failure)) {
                return false;
            }
            throw rejection("event", MALFORMED, "the condition cannot be decided: " + ExpressionFaults.evaluating(failure));
        } catch (RuntimeException failure) {
            throw rejection("event", MALFORMED, "the condition cannot be decided: " + ExpressionFaults.evaluating(failure));
        }
    }

    /// @throws Rejection when a field cannot be made of what has come
    void apply(Map<String, Object> words, Event.Builder event) {
        Message.Builder made = event.newBuilderForField(fact);
        for (FactField field : fields) {
            set(made, fact.getName() + "." + field.field().getName(), field, words);
        }
        sequence.ifPresent(field -> set(event, field.field().getName(), field, words));
        event.setField(fact, made.build());
    }

    private void set(Message.Builder made, String path, FactField field, Map<String, Object> words) {
        try {
            field.set(made, field.expression().evaluate(words), values);
        } catch (CelEvaluationException failure) {
            throw rejection(path, isAbsence(failure) ? REQUIRED : MALFORMED, ExpressionFaults.evaluating(failure));
        } catch (RuntimeException failure) {
            throw rejection(path, MALFORMED, ExpressionFaults.evaluating(failure));
        }
    }

    private Rejection rejection(String field, Reason reason, String why) {
        return new Rejection(field, reason, this + ": " + Excerpt.cut(String.valueOf(why)));
    }

    private static boolean isAbsence(CelEvaluationException failure) {
        return failure.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND;
    }

    /// As in `rule 2 (event Report Exported)`.
    @Override
    public String toString() {
        return "rule " + number + " (" + selector + ")";
    }
}
