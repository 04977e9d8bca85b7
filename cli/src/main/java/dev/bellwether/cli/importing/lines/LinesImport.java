package dev.bellwether.cli.importing.lines;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.importing.conflicts.DifferentContent;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.sending.ResumableBackfills;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import dev.bellwether.cli.terminal.ProgressBar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// Imports files of one JSON document a line.
public final class LinesImport {

    private static final int LOOKED_AT = 100;
    private static final List<String> ENDINGS = List.of(".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".json.gz");

    private final Connection connection;
    private final Path dataDirectory;
    private final Settings settings;

    /// @param format  empty: found out from the first lines of each file
    /// @param key     that is shown at the doors over HTTP; empty: one is made
    /// @param live    as news of today, not under a backfill
    /// @param restart without regard to how far an interrupted import was
    public record Settings(String tenant, Optional<LineFormat> format, Optional<String> key, boolean live, boolean restart,
            boolean dryRun) {}

    /// @param found empty when no line has anything in it
    private record Source(Path path, Optional<LineFormat> found, long size) {
        LineFormat format() {
            return found.orElse(LineFormat.EVENTS);
        }
    }

    public LinesImport(Connection connection, Path dataDirectory, Settings settings) {
        this.connection = connection;
        this.dataDirectory = dataDirectory;
        this.settings = settings;
    }

    /// The files of these and of the folders among them.
    public static List<Path> files(List<Path> named) {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (Files.isRegularFile(path)) {
                files.add(path);
            } else if (Files.isDirectory(path)) {
                try (Stream<Path> inside = Files.list(path)) {
                    inside.filter(file -> Files.isRegularFile(file) && ENDINGS.stream().anyMatch(file.toString()::endsWith)).sorted()
                            .forEach(files::add);
                } catch (IOException failure) {
                    throw new CommandException("The folder " + path + " cannot be read: " + FileErrors.of(failure), failure);
                }
            } else {
                throw new CommandException("There is no file or folder " + path + ".");
            }
        }
        if (files.isEmpty()) {
            throw new CommandException(
                    "There is no file to import: in a folder, those are taken whose names end in " + String.join(", ", ENDINGS) + ".");
        }
        return files;
    }

    /// A file when all of it has been sent.
    private record Sent(Source source, LineReader reader, LineCounts counts, long goneOnFrom, Optional<ImportState> state) {

        Sent without(LineConflicts conflicts) {
            if (state.isEmpty() || conflicts.isEmpty()) {
                return this;
            }
            List<LineConflicts.Found> found = conflicts.of(source.path, reader, state.get().rejectedLines());
            state.get().append(found.stream().map(LineConflicts.Found::reject).toList());
            return new Sent(source, reader, counts.without(found, source.path), goneOnFrom, state);
        }
    }

    public LinesReport run(List<Path> files) {
        List<Source> sources = files.stream().map(this::source).toList();
        boolean http = sources.stream().anyMatch(source -> source.format() != LineFormat.EVENTS);
        boolean empty = sources.stream().allMatch(source -> source.found.isEmpty());
        List<Sent> sent = new ArrayList<>();
        Optional<ResumableBackfills.Open> backfill;
        // Also for what is sent as news of today, under no backfill.
        Instant begin = settings.dryRun || empty ? Instant.EPOCH : DifferentContent.next(connection, settings.tenant);
        try (ImportKey key = http ? ImportKey.of(settings.key, connection, settings.tenant) : null;
                ProgressBar bar = new ProgressBar(settings.dryRun ? "Checking" : "Importing", "bytes")) {
            long size = sources.stream().mapToLong(Source::size).sum();
            long before = 0;
            if (http) {
                check(key.secret());
            }
            // Not before all else that is needed is there: one that fails at once leaves none open.
            backfill = settings.live || settings.dryRun || empty ? Optional.empty()
                    : Optional.of(new ResumableBackfills(connection, settings.tenant).begin("import"));
            String under = backfill.map(ResumableBackfills.Open::id).orElse("");
            for (Source source : sources) {
                long from = before;
                sent.add(send(source, http ? key.secret() : "", under, read -> bar.advanceTo(from + read, size)));
                before += source.size;
            }
        }
        backfill.ifPresent(open -> new ResumableBackfills(connection, settings.tenant).finish(open.id()));
        if (!settings.dryRun) {
            LineConflicts conflicts = empty ? LineConflicts.NONE : conflicts(backfill, begin);
            sent.replaceAll(each -> each.without(conflicts));
            // Not before: an import that is gone on with is one under the same backfill.
            sources.forEach(source -> ImportState.of(dataDirectory, source.path, source.format(), settings.tenant).finished());
        }
        LineCounts total = sent.stream().map(Sent::counts).reduce(LineCounts.NONE, LineCounts::and);
        return new LinesReport(settings.tenant, settings.dryRun, backfill.map(ResumableBackfills.Open::id),
                sent.stream().map(LinesImport::report).toList(), total);
    }

    private Sent send(Source source, String key, String backfill, LongConsumer watch) {
        Optional<ImportState> state = settings.dryRun
                ? Optional.empty()
                : Optional.of(ImportState.of(dataDirectory, source.path, source.format(), settings.tenant));
        long goneOnFrom = goneOnFrom(source, state);
        LineReader reader = new LineReader(source.format(), source.path.getFileName().toString(), settings.tenant);
        LineDoor door = source.format() == LineFormat.EVENTS ? new EventDoor(connection, backfill, settings.dryRun)
                : http(source.format(), key, backfill);
        try {
            return new Sent(source, reader, new FileImport(source.path, reader, new DividingDoor(door), state, watch).run(), goneOnFrom,
                    state);
        } finally {
            if (door instanceof HttpLineDoor open) {
                open.close();
            }
        }
    }

    /// Of an import that is gone on with, also those of its lines that were sent before.
    private LineConflicts conflicts(Optional<ResumableBackfills.Open> backfill, Instant begin) {
        new PipelineProgress(connection).awaitTaken();
        return LineConflicts.since(connection, settings.tenant, backfill.map(ResumableBackfills.Open::id),
                backfill.map(ResumableBackfills.Open::begun).orElse(begin));
    }

    private HttpLineDoor http(LineFormat format, String key, String backfill) {
        return new HttpLineDoor(format, connection.http(), connection.url(Service.INGESTION), settings.tenant, key, backfill,
                settings.dryRun);
    }

    private void check(String key) {
        try (HttpLineDoor door = http(LineFormat.SEGMENT, key, "")) {
            door.check();
        }
    }

    private long goneOnFrom(Source source, Optional<ImportState> state) {
        if (settings.restart) {
            state.ifPresent(ImportState::finished);
        }
        long line = state.flatMap(ImportState::load).map(saved -> saved.counts().line()).orElse(0L);
        if (line > 0) {
            System.err.println("Going on with " + source.path.getFileName() + " after line " + line
                    + ", where it was interrupted; --restart begins at the first line.");
        }
        return line;
    }

    private static LinesReport.File report(Sent sent) {
        LineCounts counts = sent.counts;
        boolean complete = counts.rejected() + counts.unreadable() == 0;
        return new LinesReport.File(sent.source.path.getFileName().toString(), sent.source.found, counts.line(), counts.accepted(),
                counts.rejected(),
                counts.unreadable(), counts.blank(), sent.goneOnFrom,
                complete ? Optional.empty() : sent.state.map(known -> known.rejects().toString()));
    }

    private Source source(Path path) {
        try {
            return new Source(path, format(path), Files.size(path));
        } catch (IOException failure) {
            throw new CommandException("The file " + path + " cannot be read: " + FileErrors.of(failure), failure);
        }
    }

    /// That of the first line that gives it away; empty for a file of blank lines.
    private Optional<LineFormat> format(Path path) {
        String example = "";
        int lookedAt = 0;
        try (LineFile lines = new LineFile(path)) {
            for (Optional<RawLine> line = lines.next(); line.isPresent() && lookedAt < LOOKED_AT; line = lines.next()) {
                try {
                    Optional<LineObject> object = LineReader.object(line.get());
                    if (object.isPresent()) {
                        lookedAt++;
                        Optional<LineFormat> format = settings.format.or(() -> LineFormat.of(object.get()));
                        if (format.isPresent()) {
                            return format;
                        }
                    }
                } catch (UnfitLine why) {
                    // Accounted for when it is its turn.
                    lookedAt++;
                    example = example.isEmpty() ? " Line " + line.get().number() + " " + why.getMessage() + "." : example;
                }
            }
        }
        if (lookedAt == 0 || settings.format.isPresent()) {
            return lookedAt == 0 ? Optional.empty() : settings.format;
        }
        throw new CommandException(
                "What the lines of " + path + " are cannot be told from the first of them: say it with --format segment, cloudevents or"
                        + " events." + example);
    }
}
