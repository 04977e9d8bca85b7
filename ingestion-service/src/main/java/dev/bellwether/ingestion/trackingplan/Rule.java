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
import dev.bellwether.mapping.FactField;
import dev.bellwether.mapping.FieldValues;
import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One rule of a plan: which events it takes, and the fact that it makes of them.
///
/// @param number in its plan, from 1
record Rule(int number, Selector selector, Optional<Expression> when, Optional<FactField> sequence, FieldDescriptor fact,
        List<FactField> fields, FieldValues values) {

    private static final Pattern CLASS_NAME = Pattern.compile("\\b(java|javax|dev|com|org|io)(\\.\\w+)+");

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
            throw rejection("event", MALFORMED, "the condition cannot be decided: " + told(failure));
        } catch (RuntimeException failure) {
            throw rejection("event", MALFORMED, "the condition cannot be decided: " + told(failure));
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
            throw rejection(path, isAbsence(failure) ? REQUIRED : MALFORMED, told(failure));
        } catch (RuntimeException failure) {
            throw rejection(path, MALFORMED, told(failure));
        }
    }

    private Rejection rejection(String field, Reason reason, String why) {
        return new Rejection(field, reason, this + ": " + Excerpt.cut(String.valueOf(why)));
    }

    private static boolean isAbsence(CelEvaluationException failure) {
        return failure.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND;
    }

    /// Without where in the expression, which the sender of an event does not know.
    private static String told(CelEvaluationException failure) {
        return told(failure.getCause() == null || failure.getCause().getMessage() == null ? failure : failure.getCause());
    }

    /// Nothing of the machinery's: names of classes say nothing to a sender.
    private static String told(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof ClassCastException || CLASS_NAME.matcher(message).find() ? "what has come is of another type than the expression expects" : message;
    }

    /// As in `rule 2 (event Report Exported)`.
    @Override
    public String toString() {
        return "rule " + number + " (" + selector + ")";
    }
}
