package dev.bellwether.cli.importing.mapping;

import dev.bellwether.ingestion.v1.Event;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder of CSV files, and what a mapping makes of it.
final class Export implements RowSink {

    private final Path folder;
    final List<Event> events = new ArrayList<>();
    final List<String> rows = new ArrayList<>();
    final List<String> broken = new ArrayList<>();

    Export(Path folder) {
        this.folder = folder;
    }

    Export file(String name, String... lines) {
        try {
            Files.writeString(folder.resolve(name), lines.length == 0 ? "" : String.join("\n", lines) + "\n");
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Export bytes(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve(name), bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Export text(String name, String text, java.nio.charset.Charset encoding) {
        return bytes(name, text.getBytes(encoding));
    }

    static Mapping mapping(String... lines) {
        return MappingReader.read("test.yaml", new StringReader(String.join("\n", lines)));
    }

    Export read(Mapping mapping) {
        return read(mapping, DayShift.NONE);
    }

    Export read(Mapping mapping, DayShift shift) {
        mapping.read(folder, "acme", shift, this);
        return this;
    }

    @Override
    public void events(String file, Row row, List<Event> events) {
        this.events.addAll(events);
        rows.add(file + ":" + row.line() + " gives " + events.size());
    }

    @Override
    public void broken(String file, Row row, BrokenRow why) {
        broken.add(file + ":" + row.line() + " " + why.reason() + " [" + why.columns() + "] " + why.getMessage());
    }
}
