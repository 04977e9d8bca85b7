package dev.bellwether.cli.importing.mapping;

import com.google.protobuf.Message;
import dev.bellwether.mapping.FactField;
import dev.bellwether.mapping.FieldValues;

/// One field of a fact, and the expression over a row that gives its value.
record RowField(FactField field, RowExpression expression) {

    /// As [FactField#isEndless].
    boolean isEndless(Row row, FieldValues values) throws BrokenRow {
        Object value = expression.evaluate(row);
        try {
            return field.isEndless(value, values);
        } catch (IllegalArgumentException failure) {
            throw broken(failure);
        }
    }

    private BrokenRow broken(IllegalArgumentException failure) {
        return new BrokenRow("BAD_VALUE", expression.columns(), field.field().getName() + ": " + failure.getMessage());
    }

    void set(Message.Builder fact, Row row, FieldValues values) throws BrokenRow {
        Object value = expression.evaluate(row);
        try {
            field.set(fact, value, values);
        } catch (IllegalArgumentException failure) {
            throw broken(failure);
        }
    }
}
