package dev.bellwether.cli.importing.lines;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// Makes of a line what is sent of it. A line that is fit as it is, is sent to the byte.
///
/// @param file name of the file, without folders: part of the ids of lines that have none
record LineReader(LineFormat format, String file, String tenant) {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int MOST_FILE_CHARACTERS = 50;
    // When and by whom an archived call was sent is over. Left in, it would correct a time that has been corrected.
    private static final Set<String> OF_THE_SENDING = Set.of("sentAt", "receivedAt", "writeKey", "_metadata");

    /// @return empty for a line that says nothing
    /// @throws UnfitLine when it is no JSON object, too long, or nested too deep
    static Optional<LineObject> object(RawLine line) throws UnfitLine {
        if (line.tooLong()) {
            throw UnfitLine.unreadable("has more than " + LineFile.MOST_BYTES + " bytes (32 KB), the most that an event may have");
        }
        if (!line.isUtf8()) {
            throw UnfitLine.unreadable("is not UTF-8");
        }
        return LineObject.of(line.bytes());
    }

    /// @throws UnfitLine when it is of another tenant
    Line read(RawLine raw, LineObject line) throws UnfitLine {
        requireTenant(line);
        return switch (format) {
            case SEGMENT -> segment(raw, line);
            case CLOUDEVENTS -> identified(raw, line, "id", Set.of(), line.text("type"));
            case EVENTS -> event(raw, line);
        };
    }

    private void requireTenant(LineObject line) throws UnfitLine {
        Optional<String> other = line.string("tenant").filter(named -> !named.isEmpty() && !named.equals(tenant));
        if (other.isPresent()) {
            throw new UnfitLine("tenant", "OTHER_TENANT", "is " + other.get() + ", and this is an import for " + tenant
                    + ": import the lines of each tenant with its own --tenant");
        }
    }

    private Line segment(RawLine raw, LineObject line) {
        Set<String> without = new HashSet<>(OF_THE_SENDING);
        if (line.hasNonNull("timestamp")) {
            without.add("originalTimestamp");
        }
        String type = line.text("type");
        return identified(raw, line, "messageId", without, type.equals("track") ? line.text("event") : type);
    }

    private Line event(RawLine raw, LineObject line) throws UnfitLine {
        if (line.isInfinite()) {
            throw new UnfitLine("event", "OUT_OF_RANGE", "has a number beyond ±1.7976931348623157e308, the largest that is taken");
        }
        Line named = identified(raw, line, line.has("eventId") ? "eventId" : "event_id", Set.of(), "");
        return line.text("tenant").isEmpty()
                ? new Line(raw, LineObject.of(named.json()).orElseThrow().json(Set.of(), "tenant", tenant), "")
                : named;
    }

    /// A line without an id gets the same one each time, so that importing it again changes nothing.
    private Line identified(RawLine raw, LineObject line, String member, Set<String> without, String name) {
        if (!line.text(member).isEmpty()) {
            return new Line(raw, without.stream().anyMatch(line::has) ? line.json(without, "", "") : raw.bytes(), name);
        }
        String prefix = file.length() <= MOST_FILE_CHARACTERS ? file : file.substring(0, MOST_FILE_CHARACTERS);
        return new Line(raw, line.json(without, member, prefix + "~" + hash(raw.bytes())), name);
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
