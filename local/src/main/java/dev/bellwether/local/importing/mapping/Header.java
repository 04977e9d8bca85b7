package dev.bellwether.local.importing.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The names of a CSV file's columns.
final class Header {

    private final List<String> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    Header(List<String> columns) {
        this.columns = List.copyOf(columns);
        for (int i = 0; i < columns.size(); i++) {
            positions.putIfAbsent(columns.get(i), i);
        }
    }

    List<String> columns() {
        return columns;
    }

    /// Null when there is no such column.
    Integer position(Object column) {
        return positions.get(column);
    }
}
