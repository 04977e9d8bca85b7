package dev.bellwether.cli.importing.mapping;

import dev.bellwether.mapping.Expression;
import dev.bellwether.mapping.ExpressionFaults;
import dev.cel.runtime.CelEvaluationException;
import java.util.Map;
import java.util.Set;

/// A compiled CEL expression over a row.
///
/// @param columns  of the row, that it reads
/// @param wholeRow whether it reads all of them
record RowExpression(Expression expression, Set<String> columns, boolean wholeRow) {

    Object evaluate(Row row) throws BrokenRow {
        try {
            return expression.evaluate(Map.of("row", row));
        } catch (CelEvaluationException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof Lookups.Missing missing) {
                    throw new BrokenRow("NOT_IN_LOOKUP", columns, missing.getMessage());
                }
            }
            throw new BrokenRow("BAD_VALUE", columns, said(failure));
        }
    }

    /// What went wrong, without the evaluator's words around it.
    private static String said(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RowExpressions.NotRead wrong) {
                return wrong.getMessage();
            }
        }
        return ExpressionFaults.evaluating(failure);
    }

    private BrokenMapping twice(String file, String column) {
        return new BrokenMapping(expression.place(), "the file " + file + " has several columns '" + column
                + "', and it cannot be told which is meant: give each a name of its own in the file's first line.");
    }

    private static String separator(Header header) {
        String only = header.columns().size() == 1 ? header.columns().getFirst() : "";
        return only.contains(";") ? " Is it separator: \";\"?" : only.contains("\t") ? " Is it separator: tab?" : "";
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
                        + String.join(", ", header.columns()) + "." + separator(header));
            }
            if (header.repeated().contains(column)) {
                throw twice(file, column);
            }
        }
        header.repeated().stream().filter(column -> wholeRow && !column.isEmpty()).findFirst().ifPresent(column -> {
            throw twice(file, column);
        });
    }
}
