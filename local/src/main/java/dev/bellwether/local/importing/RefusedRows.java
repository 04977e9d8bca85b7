package dev.bellwether.local.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.bellwether.local.cli.Complaint;
import dev.bellwether.local.importing.mapping.Mapping;
import dev.bellwether.local.importing.mapping.Row;
import dev.bellwether.local.importing.mapping.RowForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Files of the rows that were not taken: each row as it was, behind four columns that say where it stood and why it was refused.
/// The same mapping reads them, so that mended rows can be imported from there. Used under the importer's lock.
final class RefusedRows implements AutoCloseable {

    private static final List<String> WHY = List.of("refused_line", "refused_column", "refused_reason", "refused_message");
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private record Open(Path path, CsvWriter rows) {}

    private final Path directory;
    private final Mapping mapping;
    private final Path folder;
    /// By the name of the export's file, which several of a mapping's may read.
    private final Map<String, Open> files = new LinkedHashMap<>();

    /// @param directory in which a folder with these files is made, if there are any
    /// @param folder    of the export
    RefusedRows(Path directory, Mapping mapping, Path folder) {
        this.directory = directory;
        this.mapping = mapping;
        this.folder = folder;
    }

    /// Takes away what an import before has left.
    void begin() {
        try (Stream<Path> left = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    /// @param file its name in the mapping
    void add(String file, Row row, String column, String reason, String message) {
        List<String> values = new ArrayList<>(List.of(Long.toString(row.line()), column, reason, message));
        values.addAll(row.values());
        try {
            files.computeIfAbsent(mapping.files().get(file), _ -> open(file)).rows().writeRecord(values);
        } catch (UncheckedIOException failure) {
            throw unusable(failure.getCause());
        }
    }

    /// Where the rows of a file are that were not taken.
    Optional<String> of(String file) {
        return Optional.ofNullable(files.get(mapping.files().get(file))).map(open -> open.path().toString());
    }

    private Open open(String file) {
        RowForm form = mapping.form(folder, file);
        try {
            Path path = Files.createDirectories(directory).resolve(Path.of(mapping.files().get(file)).getFileName().toString());
            Writer text = Files.newBufferedWriter(path, form.charset().newEncoder().charset());
            if (form.charset().name().matches("UTF-(8|16[LB]E|32[LB]E)")) {
                text.write(BYTE_ORDER_MARK);
            }
            CsvWriter rows = CsvWriter.builder().fieldSeparator(form.separator()).build(text);
            List<String> columns = new ArrayList<>(WHY);
            columns.addAll(form.columns());
            rows.writeRecord(columns);
            return new Open(path, rows);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Complaint unusable(IOException failure) {
        return new Complaint("The rows that are refused cannot be kept in " + directory + ": " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        for (Open open : files.values()) {
            try {
                open.rows().close();
            } catch (IOException failure) {
                throw unusable(failure);
            }
        }
    }
}
