package dev.bellwether.cli.importing.lines;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How far the import of a file is, on disk: every line up to there is acknowledged. Of a file that has changed nothing is
/// known.
final class ImportState {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param rejectBytes length of the file of rejected lines then
    record Saved(LineCounts counts, long rejectBytes) {}

    private final Path state;
    private final Path rejects;

    private ImportState(Path folder, String key) {
        this.state = folder.resolve(key + ".state");
        this.rejects = folder.resolve(key + ".rejected.jsonl");
    }

    static ImportState of(Path dataDirectory, Path file, LineFormat format, String tenant) {
        try {
            Path folder = Files.createDirectories(dataDirectory.resolve("imports"));
            String identity =
                    file.toRealPath() + "\n" + Files.size(file) + "\n" + Files.getLastModifiedTime(file) + "\n" + tenant + "\n" + format;
            return new ImportState(folder,
                    file.getFileName() + "-" + LineReader.hash(identity.getBytes(StandardCharsets.UTF_8)).substring(0, 12));
        } catch (IOException failure) {
            throw new CommandException("What is known of imports cannot be kept under " + dataDirectory + ": " + FileErrors.of(failure),
                    failure);
        }
    }

    Path rejects() {
        return rejects;
    }

    Optional<Saved> load() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(state), Saved.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new CommandException(
                    "The file " + state + ", which says how far this import was, cannot be read: " + FileErrors.of(broken)
                            + ". --restart begins at the first line.",
                    broken);
        }
    }

    /// Under another name first: there is never half of it.
    void save(Saved saved) {
        try {
            Path unfinished = state.resolveSibling(state.getFileName() + ".new");
            Files.write(unfinished, JSON.writeValueAsBytes(saved));
            Files.move(unfinished, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void finished() {
        try {
            Files.deleteIfExists(state);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The numbers of the rejected lines.
    Set<Long> rejectedLines() {
        try (Stream<String> lines = Files.lines(rejects)) {
            return lines.map(ImportState::number).collect(Collectors.toSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long number(String reject) {
        try {
            return JSON.readTree(reject).path("line").asLong();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void append(List<Reject> more) {
        try (OutputStream file = Files.newOutputStream(rejects, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (Reject reject : more) {
                file.write(reject.written());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What was written of rejected lines behind the point that is gone on from is written again.
    RandomAccessFile rejects(long from) {
        try {
            RandomAccessFile file = new RandomAccessFile(rejects.toFile(), "rw");
            file.setLength(from);
            file.seek(from);
            return file;
        } catch (IOException failure) {
            throw new CommandException("The file " + rejects + " cannot be written: " + FileErrors.of(failure), failure);
        }
    }
}
