package dev.bellwether.cli.importing.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bellwether.cli.terminal.Output;
import java.nio.file.Path;
import java.util.Optional;

/// A line that is not taken, as the file of rejected lines has it.
///
/// @param text   as it stands in the file
/// @param base64 the bytes of it, when they are no UTF-8
record Reject(long line, String field, String reason, String message, String text,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> base64) {

    Reject(RawLine raw, String field, String reason, String message) {
        this(raw.number(), field, reason, message, raw.text(), raw.base64());
    }

    @JsonIgnore
    boolean isUnreadable() {
        return reason.equals(UnfitLine.UNREADABLE);
    }

    byte[] written() {
        return (Output.line(this) + "\n").getBytes(UTF_8);
    }

    String sentence(Path file) {
        return file.getFileName() + ", line " + line + (field.isEmpty() ? ": it " : ", " + field + ": ") + message;
    }
}
