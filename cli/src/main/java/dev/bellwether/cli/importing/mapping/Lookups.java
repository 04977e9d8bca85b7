package dev.bellwether.cli.importing.mapping;

import dev.bellwether.mapping.SourcePosition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Files whose rows are found by a key, for rows that name something else than their account. Held in memory.
final class Lookups {

    /// The lookup has no row of this key.
    static final class Missing extends RuntimeException {
        Missing(String lookup, String key) {
            super("'" + key + "' is not in the lookup " + lookup);
        }
    }

    record Lookup(String name, String file, FileStyle style, RowExpression key, SourcePosition place) {}

    private final Map<String, Lookup> lookups = new LinkedHashMap<>();
    private final Map<String, Map<String, Row>> rows = new HashMap<>();

    void add(Lookup lookup) {
        lookups.put(lookup.name(), lookup);
    }

    boolean has(String name) {
        return lookups.containsKey(name);
    }

    /// Reads every lookup's file. Of several rows with one key the first stays; a row without a key is left out here, and
    /// is reported by the file's own rules.
    void load(Path folder) {
        for (Lookup lookup : lookups.values()) {
            Map<String, Row> byKey = new HashMap<>();
            try (CsvFile file = new CsvFile(MappedFile.in(folder, lookup.file(), lookup.place()), lookup.style())) {
                if (!file.header().columns().isEmpty()) {
                    lookup.key().checkColumns(file.header(), lookup.file());
                }
                while (file.hasNext()) {
                    Row row = file.next();
                    try {
                        row.check();
                        byKey.putIfAbsent(String.valueOf(lookup.key().evaluate(row)), row);
                    } catch (BrokenRow _) {
                        // Told when the file itself is mapped.
                    }
                }
            }
            rows.put(lookup.name(), byKey);
        }
    }

    Row find(String name, String key) {
        Row row = rows.getOrDefault(name, Map.of()).get(key);
        if (row == null) {
            throw new Missing(name, key);
        }
        return row;
    }
}
