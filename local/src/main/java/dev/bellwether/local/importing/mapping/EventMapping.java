package dev.bellwether.local.importing.mapping;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.mapping.FieldValues;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One event that a row may give.
///
/// @param suffix end of the event's id, which tells a row's events apart
record EventMapping(FieldDescriptor fact, String suffix, Optional<RowExpression> when, RowExpression at, Optional<RowField> sequence,
        List<RowField> fields) {

    boolean applies(Row row) throws BrokenRow {
        return when.isEmpty() || when.get().holds(row);
    }

    Instant occurredAt(Row row) throws BrokenRow {
        try {
            return FieldValues.time(at.evaluate(row));
        } catch (IllegalArgumentException failure) {
            throw new BrokenRow("BAD_TIME", at.columns(), "at: " + failure.getMessage());
        }
    }

    Event.Builder event(Row row, FieldValues values) throws BrokenRow {
        Event.Builder event = Event.newBuilder().setOccurredAt(Dates.timestamp(values.shift().apply(occurredAt(row))));
        Message.Builder filled = event.newBuilderForField(fact);
        for (RowField field : fields) {
            field.set(filled, row, values);
        }
        if (sequence.isPresent()) {
            sequence.get().set(event, row, values);
        }
        event.setField(fact, filled.build());
        return event;
    }
}
