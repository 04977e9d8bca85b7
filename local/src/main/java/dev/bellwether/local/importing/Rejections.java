package dev.bellwether.local.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Why rows were rejected: each reason with a count and its first row.
final class Rejections {

    /// @param column of the file, or the field of the event when the front door rejected it; may be empty
    record Rejection(String reason, long rows, String file, long line, String column, String message) {
        private Rejection again() {
            return new Rejection(reason, rows + 1, file, line, column, message);
        }

        /// As in "tickets.csv, line 17, column priority: …".
        String sentence() {
            return file + ", line " + line + (column.isEmpty() ? "" : ", column " + column) + ": " + message;
        }
    }

    private final Map<String, Rejection> byReason = new LinkedHashMap<>();

    void add(String reason, String file, long line, String column, String message) {
        add(reason, file, () -> line, column, message);
    }

    /// @param line is asked for a reason's first row only
    void add(String reason, String file, LongSupplier line, String column, String message) {
        byReason.compute(reason + " " + file + " " + column, (_, first) ->
                first == null ? new Rejection(reason, 1, file, line.getAsLong(), column, message) : first.again());
    }

    List<Rejection> all() {
        return new ArrayList<>(byReason.values());
    }
}
