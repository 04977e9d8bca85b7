package dev.bellwether.cli.importing.mapping;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.mapping.FieldValues;
import dev.bellwether.mapping.time.ReadTime;
import dev.bellwether.mapping.time.TimeReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One event that a row may give.
///
/// @param suffix end of the event's id, which tells a row's events apart
record EventMapping(FieldDescriptor fact, String suffix, Optional<RowExpression> when, RowExpression at, Optional<RowField> sequence,
        List<RowField> fields) {

    /// Facts that what has no end yet does not have.
    private static final Set<String> ENDS = Set.of("subscription_cancelled", "support_case_closed");

    boolean applies(Row row) throws BrokenRow {
        return when.isEmpty() || when.get().holds(row);
    }

    /// @return empty when it has no end: the row gives no such event
    Optional<Instant> occurredAt(Row row, TimeReader times) throws BrokenRow {
        Object written = at.evaluate(row);
        try {
            Optional<Instant> time = times.read(written).map(ReadTime::at);
            if (time.isEmpty() && !ENDS.contains(fact.getName())) {
                throw new BrokenRow("BAD_TIME", at.columns(),
                        "at: '" + written + "' stands for no date, and a " + fact.getName() + " needs one");
            }
            return time;
        } catch (IllegalArgumentException failure) {
            throw new BrokenRow("BAD_TIME", at.columns(), "at: " + failure.getMessage());
        }
    }

    /// Whether it says that what it ends has no end: the row gives no such event.
    boolean isEndless(Row row, FieldValues values) throws BrokenRow {
        for (RowField field : fields) {
            if (field.isEndless(row, values)) {
                return true;
            }
        }
        return false;
    }

    Event.Builder event(Row row, Instant occurredAt, FieldValues values) throws BrokenRow {
        Event.Builder event = Event.newBuilder().setOccurredAt(Dates.timestamp(values.shift().apply(occurredAt)));
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
