package dev.bellwether.cli.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why rows were rejected: each reason with a count and its first row.
final class Rejections {

    /// @param column of the file, or the field of the event when the front door rejected it; may be empty
    record Rejection(String reason, long rows, String file, long line, String column, String message) {

        /// Answers do not come in the order of the rows: the first row is that of the smaller line.
        private Rejection with(Rejection other) {
            Rejection first = other.line < line ? other : this;
            return new Rejection(reason, rows + other.rows, file, first.line, column, first.message);
        }

        /// As in "tickets.csv, line 17, column priority: …".
        String sentence() {
            return file + ", line " + line + (column.isEmpty() ? "" : ", column " + column) + ": " + message;
        }
    }

    private final Map<String, Rejection> byReason = new LinkedHashMap<>();

    void add(String reason, String file, long line, String column, String message) {
        byReason.merge(reason + " " + file + " " + column, new Rejection(reason, 1, file, line, column, message), Rejection::with);
    }

    List<Rejection> all() {
        return new ArrayList<>(byReason.values());
    }
}
