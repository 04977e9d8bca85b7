package dev.bellwether.local.importing.mapping;

import dev.bellwether.mapping.FieldValues;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How an export's rows become events.
public final class Mapping {

    private final String name;
    private final String tenant;
    private final String source;
    private final String currency;
    private final Lookups lookups;
    private final List<MappedFile> files;

    Mapping(String name, String tenant, String source, String currency, Lookups lookups, List<MappedFile> files) {
        this.name = name;
        this.tenant = tenant;
        this.source = source;
        this.currency = currency;
        this.lookups = lookups;
        this.files = List.copyOf(files);
    }

    public String name() {
        return name;
    }

    /// The tenant to import for, unless the caller names another.
    public String tenant() {
        return tenant;
    }

    /// The name that every event of the import has as its source.
    public String source() {
        return source;
    }

    /// The files, by the name with which the ids of their events begin.
    public Map<String, String> files() {
        Map<String, String> byName = new LinkedHashMap<>();
        files.forEach(mapped -> byName.put(mapped.name(), mapped.file()));
        return byName;
    }

    /// Rows of all the files together. Reads them all, which takes a fraction of sending them.
    public long countRows(Path folder) {
        long rows = 0;
        for (MappedFile mapped : files) {
            try (CsvFile file = mapped.open(folder)) {
                for (; file.hasNext(); file.next()) {
                    rows++;
                }
            }
        }
        return rows;
    }

    /// The time of the export's latest event. Empty when it has none.
    public Optional<Instant> newest(Path folder) {
        Instant newest = null;
        for (MappedFile mapped : files) {
            try (CsvFile file = mapped.open(folder)) {
                while (file.hasNext()) {
                    Instant latest = mapped.latest(file.next()).orElse(newest);
                    newest = newest == null || latest.isAfter(newest) ? latest : newest;
                }
            }
        }
        return Optional.ofNullable(newest);
    }

    /// Reads every row of every file. A file's expressions are checked against its header before its first row.
    public void read(Path folder, String tenant, DayShift shift, RowSink sink) {
        files.forEach(mapped -> mapped.open(folder).close());
        lookups.load(folder);
        FieldValues values = new FieldValues(currency, shift);
        for (MappedFile mapped : files) {
            try (CsvFile file = mapped.open(folder)) {
                while (file.hasNext()) {
                    Row row = file.next();
                    try {
                        sink.events(mapped.name(), row.line(), mapped.events(row, tenant, source, values));
                    } catch (BrokenRow broken) {
                        sink.broken(mapped.name(), row.line(), broken);
                    }
                }
            }
        }
    }

    /// What the ids of all events of one row have in common: the file's name and the row's id.
    public static String rowOf(String eventId) {
        return eventId.substring(0, Math.max(0, eventId.lastIndexOf('/')));
    }

    /// The name of the file whose row gave the event of this id.
    public static String fileOf(String eventId) {
        return eventId.substring(0, Math.max(0, eventId.indexOf('/')));
    }
}
