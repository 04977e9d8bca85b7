package dev.bellwether.cli.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.bellwether.cli.importing.mapping.FormulaGuard;
import dev.bellwether.cli.importing.mapping.Mapping;
import dev.bellwether.cli.importing.mapping.Row;
import dev.bellwether.cli.importing.mapping.RowForm;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Files of the rows that were not taken: each row as it was, behind four columns that say where it stood and why it was refused.
/// People open them in spreadsheets, so cells are guarded against being run; the same mapping reads them, and takes the guard away, so that
/// mended rows can be imported from there. Until the import has ended they stand beside those of the import before, which may be
/// what it reads. Used under the importer's lock.
final class RefusedRows implements AutoCloseable {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private record Open(Path path, CsvWriter rows) {}

    private final Path directory;
    private final Path meanwhile;
    private final Mapping mapping;
    private final Path folder;
    private boolean complete;
    /// By the name of the export's file, which several of a mapping's may read.
    private final Map<String, Open> files = new LinkedHashMap<>();

    /// @param directory in which a folder with these files is made, if there are any
    /// @param folder    of the export
    RefusedRows(Path directory, Mapping mapping, Path folder) {
        this.directory = directory;
        this.meanwhile = directory.resolveSibling(directory.getFileName() + ".new");
        this.mapping = mapping;
        this.folder = folder;
    }

    /// Takes away what an import that was killed has left.
    void begin() {
        empty(meanwhile);
    }

    /// The import has ended: what those before have left is of no more use, also when it is what was read.
    void complete() {
        complete = true;
    }

    /// @param file its name in the mapping
    void add(String file, Row row, String column, String reason, String message) {
        List<String> values = new ArrayList<>(List.of(Long.toString(row.line()), column, reason, message));
        values.addAll(row.values());
        values.replaceAll(FormulaGuard::guard);
        try {
            files.computeIfAbsent(mapping.files().get(file), _ -> open(file)).rows().writeRecord(values);
        } catch (UncheckedIOException failure) {
            throw unusable(failure.getCause());
        }
    }

    /// Where the rows of a file are that were not taken.
    Optional<String> of(String file) {
        return Optional.ofNullable(files.get(mapping.files().get(file)))
                .map(open -> directory.resolve(open.path().getFileName()).toString());
    }

    private Open open(String file) {
        RowForm form = mapping.form(folder, file);
        try {
            Path path = Files.createDirectories(meanwhile).resolve(Path.of(mapping.files().get(file)).getFileName().toString());
            Writer text = Files.newBufferedWriter(path, form.charset().newEncoder().charset());
            if (form.charset().name().matches("UTF-(8|16[LB]E|32[LB]E)")) {
                text.write(BYTE_ORDER_MARK);
            }
            CsvWriter rows = CsvWriter.builder().fieldSeparator(form.separator()).build(text);
            List<String> columns = new ArrayList<>(RowForm.REFUSAL);
            form.columns().forEach(column -> columns.add(FormulaGuard.guard(column)));
            rows.writeRecord(columns);
            return new Open(path, rows);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private CommandException unusable(IOException failure) {
        return new CommandException("The rows that are refused cannot be kept in " + directory + ": " + FileErrors.of(failure), failure);
    }

    private boolean isRead() {
        return directory.toAbsolutePath().normalize().equals(folder.toAbsolutePath().normalize());
    }

    private void empty(Path left) {
        try (Stream<Path> files = Files.isDirectory(left) ? Files.list(left) : Stream.empty()) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    @Override
    public void close() {
        try {
            for (Open open : files.values()) {
                open.rows().close();
            }
            if (!complete && (isRead() || files.isEmpty())) {
                empty(meanwhile);
            } else {
                takeOver();
            }
            Files.deleteIfExists(meanwhile);
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    private void takeOver() throws IOException {
        if (isRead()) {
            // What it reads beside them, such as the files of lookups, were put there by hand.
            for (String file : mapping.files().values()) {
                Files.deleteIfExists(directory.resolve(file));
            }
        } else {
            empty(directory);
        }
        for (Open open : files.values()) {
            Files.move(open.path(), Files.createDirectories(directory).resolve(open.path().getFileName()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
