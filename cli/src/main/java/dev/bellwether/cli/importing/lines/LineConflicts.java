package dev.bellwether.cli.importing.lines;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.importing.conflicts.DifferentContent;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lines that a door accepted and that were put aside later, since their ids were taken by other content. The door cannot tell them;
/// they are looked for in the files when all has arrived, and only if anything was put aside.
final class LineConflicts {

    static final LineConflicts NONE = new LineConflicts();
    private static final String CAPTURED = "captured";

    private final List<QuarantinedEvent> putAside = new ArrayList<>();

    /// A line that was put aside.
    ///
    /// @param fact that it would have become
    record Found(Reject reject, String name, String fact) {}

    /// @param backfill that the lines were sent under; empty for what happens now
    static LineConflicts since(Connection connection, String tenant, Optional<String> backfill, Instant begin) {
        LineConflicts conflicts = new LineConflicts();
        DifferentContent.since(connection, tenant, begin, quarantined -> {
            if (isOf(backfill.orElse(""), quarantined)) {
                conflicts.add(quarantined);
            }
        });
        return conflicts;
    }

    void add(QuarantinedEvent quarantined) {
        putAside.add(quarantined);
    }

    /// Of a message the backfill is known; an event is told by its id alone.
    private static boolean isOf(String backfill, QuarantinedEvent quarantined) {
        try {
            return !quarantined.getDoor().equals(CAPTURED)
                    || CapturedMessage.parseFrom(quarantined.getRaw()).getBackfill().equals(backfill);
        } catch (InvalidProtocolBufferException _) {
            return false;
        }
    }

    boolean isEmpty() {
        return putAside.isEmpty();
    }

    /// The lines of the file that were put aside, in its order. As many contents of an id as were put aside; where the file has one
    /// more, one was recorded, and that is the one that came first.
    ///
    /// @param rejected lines that were not accepted in the first place
    List<Found> of(Path path, LineReader reader, Set<Long> rejected) {
        Map<String, List<QuarantinedEvent>> byKey = new HashMap<>();
        putAside.forEach(one -> byKey.computeIfAbsent(key(reader.format(), one.getEvent()), _ -> new ArrayList<>()).add(one));
        Map<String, List<Line>> named = named(path, reader, rejected, byKey.keySet());
        List<Found> found = new ArrayList<>();
        named.forEach((key, lines) -> {
            Set<String> contents = new HashSet<>();
            lines.forEach(line -> contents.add(content(line)));
            String recorded = contents.size() > byKey.get(key).size() ? content(lines.getFirst()) : "";
            QuarantinedEvent why = byKey.get(key).getFirst();
            lines.stream().filter(line -> !content(line).equals(recorded)).forEach(line -> found.add(new Found(
                    new Reject(line.raw(), field(reader.format()), DifferentContent.REASON, why.getMessage()), line.name(),
                    why.getEvent().getFactCase().name().toLowerCase(Locale.ROOT))));
        });
        found.sort((one, other) -> Long.compare(one.reject.line(), other.reject.line()));
        return found;
    }

    private static Map<String, List<Line>> named(Path path, LineReader reader, Set<Long> rejected, Set<String> keys) {
        Map<String, List<Line>> named = new HashMap<>();
        try (LineFile lines = new LineFile(path)) {
            for (Optional<RawLine> raw = lines.next(); raw.isPresent(); raw = lines.next()) {
                if (!rejected.contains(raw.get().number())) {
                    read(raw.get(), reader).ifPresent(line -> {
                        String key = key(reader.format(), object(line));
                        if (keys.contains(key)) {
                            named.computeIfAbsent(key, _ -> new ArrayList<>()).add(line);
                        }
                    });
                }
            }
        }
        return named;
    }

    private static Optional<Line> read(RawLine raw, LineReader reader) {
        try {
            Optional<LineObject> object = LineReader.object(raw);
            return object.isPresent() ? Optional.of(reader.read(raw, object.get())) : Optional.empty();
        } catch (UnfitLine _) {
            return Optional.empty();
        }
    }

    private static LineObject object(Line line) {
        try {
            return LineObject.of(line.json()).orElseThrow();
        } catch (UnfitLine impossible) {
            throw new IllegalStateException("it has been read before", impossible);
        }
    }

    private static String content(Line line) {
        return LineReader.hash(line.json());
    }

    private static String field(LineFormat format) {
        return switch (format) {
            case SEGMENT -> "messageId";
            case CLOUDEVENTS -> "id";
            case EVENTS -> "event_id";
        };
    }

    /// What makes an event itself, as far as its line says it.
    private static String key(LineFormat format, Event event) {
        return switch (format) {
            case SEGMENT -> event.getEventId();
            case CLOUDEVENTS -> event.getSource() + "\n" + event.getEventId();
            case EVENTS -> event.getAccount() + "\n" + event.getSource() + "\n" + event.getEventId();
        };
    }

    private static String key(LineFormat format, LineObject line) {
        return switch (format) {
            case SEGMENT -> line.text("messageId");
            case CLOUDEVENTS -> line.text("source") + "\n" + line.text("id");
            case EVENTS -> line.text("account") + "\n" + line.text("source") + "\n"
                    + line.text(line.has("eventId") ? "eventId" : "event_id");
        };
    }
}
