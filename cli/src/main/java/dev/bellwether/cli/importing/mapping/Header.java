package dev.bellwether.cli.importing.mapping;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names of a CSV file's columns.
final class Header {

    private final List<String> columns;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Set<String> repeated = new LinkedHashSet<>();

    Header(List<String> columns) {
        this.columns = List.copyOf(columns);
        for (int i = 0; i < columns.size(); i++) {
            if (positions.putIfAbsent(columns.get(i), i) != null) {
                repeated.add(columns.get(i));
            }
        }
    }

    List<String> columns() {
        return columns;
    }

    /// Names that more than one column has: which of them is meant, cannot be told.
    Set<String> repeated() {
        return repeated;
    }

    /// Null when there is no such column.
    Integer position(Object column) {
        return positions.get(column);
    }
}
