package dev.bellwether.local.importing.mapping;

import dev.bellwether.mapping.Expression;
import dev.cel.runtime.CelEvaluationException;
import java.util.Map;
import java.util.Set;

/// A compiled CEL expression over a row.
///
/// @param columns of the row, that it reads
record RowExpression(Expression expression, Set<String> columns) {

    Object evaluate(Row row) throws BrokenRow {
        try {
            return expression.evaluate(Map.of("row", row));
        } catch (CelEvaluationException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof Lookups.Missing missing) {
                    throw new BrokenRow("NOT_IN_LOOKUP", columns, missing.getMessage());
                }
            }
            throw new BrokenRow("BAD_VALUE", columns, failure.getMessage());
        }
    }

    String text(Row row) throws BrokenRow {
        return String.valueOf(evaluate(row)).strip();
    }

    boolean holds(Row row) throws BrokenRow {
        return Boolean.TRUE.equals(evaluate(row));
    }

    /// Complains about the first column that the file does not have.
    void checkColumns(Header header, String file) {
        for (String column : columns) {
            if (header.position(column) == null) {
                throw new BrokenMapping(expression.place(), "the file " + file + " has no column '" + column + "'. It has "
                        + String.join(", ", header.columns()) + ".");
            }
        }
    }
}
