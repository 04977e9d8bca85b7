package dev.bellwether.cli.importing.lines;

import dev.bellwether.cli.terminal.CommandException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// Sends the lines of one file, several batches on their way at a time, and accounts for each line in the order of the file:
/// what is saved of it is true up to one line, whatever kills the import, and goes on from there.
final class FileImport {

    private static final int MOST_EVENTS = 2_000;
    private static final int MOST_BYTES = 450 * 1024;
    private static final int UNDER_WAY = 6;
    private static final long SAVE_EVERY_NANOS = 1_000_000_000L;

    private final Path file;
    private final LineReader reader;
    private final LineDoor door;
    private final Optional<ImportState> state;
    private final LongConsumer watch;

    private LineCounts counts = LineCounts.NONE;
    private Optional<RandomAccessFile> rejects = Optional.empty();
    private long savedAt = System.nanoTime();
    private long savedLine;

    // Of batches in the order of the file; the outcome of each when it is answered.
    private final Map<Long, Outcome> answered = new HashMap<>();
    private long submitted;
    private long drained;
    private RuntimeException failure;

    private record Outcome(LineCounts counts, List<Reject> rejects) {}

    /// @param state empty when nothing is to be remembered
    /// @param watch sees the bytes of the file that have been read
    FileImport(Path file, LineReader reader, LineDoor door, Optional<ImportState> state, LongConsumer watch) {
        this.file = file;
        this.reader = reader;
        this.door = door;
        this.state = state;
        this.watch = watch;
    }

    LineCounts run() {
        Optional<ImportState.Saved> before = state.flatMap(ImportState::load);
        before.ifPresent(saved -> counts = saved.counts());
        rejects = state.map(known -> known.rejects(before.map(ImportState.Saved::rejectBytes).orElse(0L)));
        try (LineFile lines = new LineFile(file)) {
            Batch batch = new Batch();
            for (Optional<RawLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get().number() > before.map(saved -> saved.counts().line()).orElse(0L)) {
                    if (batch.isFull()) {
                        submit(batch);
                        batch = new Batch();
                    }
                    batch.add(line.get());
                }
                watch.accept(lines.fileBytes());
            }
            submit(batch);
            awaitAll();
            return counts;
        } finally {
            close();
        }
    }

    private synchronized void close() {
        rejects.ifPresent(open -> {
            try {
                // Also when it has failed: what is acknowledged up to here is not sent again.
                save();
                open.close();
            } catch (IOException closing) {
                throw new UncheckedIOException(closing);
            }
        });
    }

    private void submit(Batch batch) {
        long number;
        synchronized (this) {
            while (failure == null && submitted - drained >= UNDER_WAY) {
                await();
            }
            if (failure != null) {
                throw failure;
            }
            number = submitted++;
        }
        Thread.ofVirtual().name("lines").start(() -> {
            try {
                answered(number, batch.send());
            } catch (RuntimeException failed) {
                fail(failed);
            }
        });
    }

    private synchronized void fail(RuntimeException failed) {
        if (failure == null) {
            failure = failed;
        }
        notifyAll();
    }

    private synchronized void answered(long number, Outcome outcome) {
        if (failure != null) {
            return;
        }
        answered.put(number, outcome);
        for (Outcome next = answered.remove(drained); next != null; next = answered.remove(drained)) {
            drained++;
            counts = counts.and(next.counts);
            next.rejects.forEach(this::write);
        }
        if (counts.line() > savedLine && System.nanoTime() - savedAt > SAVE_EVERY_NANOS) {
            save();
        }
        notifyAll();
    }

    private void write(Reject reject) {
        rejects.ifPresent(open -> {
            try {
                open.write(reject.written());
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        });
    }

    private void save() {
        state.ifPresent(known -> {
            try {
                known.save(new ImportState.Saved(counts, rejects.orElseThrow().length()));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        savedAt = System.nanoTime();
        savedLine = counts.line();
    }

    private synchronized void awaitAll() {
        while (failure == null && drained < submitted) {
            await();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.");
        }
    }

    /// A stretch of the file: what is sent of it, and what is not.
    private final class Batch {
        private final List<Line> lines = new ArrayList<>();
        /// Those that are not sent.
        private final List<Reject> unfit = new ArrayList<>();
        private int bytes;
        private long last;
        private long blank;

        boolean isFull() {
            return lines.size() + unfit.size() + blank >= MOST_EVENTS || bytes > MOST_BYTES - LineFile.MOST_BYTES - 200;
        }

        void add(RawLine raw) {
            last = raw.number();
            try {
                Optional<LineObject> object = LineReader.object(raw);
                if (object.isEmpty()) {
                    blank++;
                    return;
                }
                Line line = reader.read(raw, object.get());
                lines.add(line);
                bytes += line.json().length + 1;
            } catch (UnfitLine why) {
                unfit.add(new Reject(raw, why.field(), why.reason(), why.getMessage()));
                bytes += raw.bytes().length;
            }
        }

        Outcome send() {
            LineDoor.Answer answer = lines.isEmpty() ? new LineDoor.Answer(List.of(), Map.of()) : door.send(lines);
            Map<Long, Reject> rejected = new TreeMap<>();
            unfit.forEach(one -> rejected.put(one.line(), one));
            Map<String, Long> names = new TreeMap<>();
            lines.forEach(line -> names.merge(line.name(), 1L, Long::sum));
            for (LineDoor.Rejected one : answer.rejected()) {
                Line line = lines.get(one.index());
                rejected.put(line.number(), new Reject(line.raw(), one.field(), one.reason(), one.message()));
                names.merge(line.name(), -1L, Long::sum);
            }
            names.values().removeIf(count -> count <= 0);
            names.remove("");
            Map<String, LineCounts.First> reasons = new TreeMap<>();
            rejected.values().forEach(one -> reasons.merge(one.reason(), new LineCounts.First(1, one.sentence(file)),
                    (first, _) -> new LineCounts.First(first.lines() + 1, first.sentence())));
            long unreadable = unfit.stream().filter(Reject::isUnreadable).count();
            LineCounts outcome =
                    new LineCounts(last, lines.size() - answer.rejected().size(), rejected.size() - unreadable, unreadable, blank,
                            answer.facts(), names, reasons);
            return new Outcome(outcome, List.copyOf(rejected.values()));
        }
    }
}
