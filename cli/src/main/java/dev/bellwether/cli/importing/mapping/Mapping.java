package dev.bellwether.cli.importing.mapping;

import dev.bellwether.mapping.FieldValues;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /// Reads all files from end to end, which takes a fraction of sending them: a file that cannot be read is found before
    /// anything of the others is sent.
    ///
    /// @param now what is later has not happened
    public ExportInventory survey(Path folder, Instant now) {
        lookups.load(folder);
        NewestRow newest = new NewestRow(now);
        List<String> empty = new ArrayList<>();
        long rows = 0;
        for (MappedFile mapped : files) {
            long before = rows;
            try (CsvFile file = mapped.open(folder)) {
                while (file.hasNext()) {
                    mapped.survey(file.next(), newest);
                    rows++;
                }
            }
            if (rows == before) {
                empty.add(mapped.file());
            }
        }
        return new ExportInventory(rows, empty, newest);
    }

    /// The columns and the form of the file of this name, for a file of its rows.
    public RowForm form(Path folder, String fileName) {
        MappedFile mapped = files.stream().filter(file -> file.name().equals(fileName)).findFirst().orElseThrow();
        try (CsvFile file = mapped.open(folder)) {
            return new RowForm(file.header().columns(), file.separator(), file.charset());
        }
    }

    /// Reads every row of every file. A file's expressions are checked against its header before its first row.
    public void read(Path folder, String tenant, DayShift shift, RowSink sink) {
        files.forEach(mapped -> mapped.open(folder).close());
        lookups.load(folder);
        for (MappedFile mapped : files) {
            FieldValues values = new FieldValues(currency, shift, mapped.style().times(), mapped.style().numbers());
            try (CsvFile file = mapped.open(folder)) {
                while (file.hasNext()) {
                    Row row = file.next();
                    try {
                        sink.events(mapped.name(), row, mapped.events(row, tenant, source, values));
                    } catch (BrokenRow broken) {
                        sink.broken(mapped.name(), row, broken);
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
