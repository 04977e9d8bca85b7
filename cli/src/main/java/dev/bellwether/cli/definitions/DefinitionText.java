package dev.bellwether.cli.definitions;

import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.definitions.v1.DefinitionChange;
import dev.bellwether.proto.constraint.FieldConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The text of a definition in a file. The same file of another checkout is the same text: lines may end as Windows ends them, and the
/// file may begin with the mark of its encoding.
final class DefinitionText {

    static final int MOST_BYTES =
            FieldConstraints.of(DefinitionChange.getDescriptor(), DefinitionChange.TEXT_FIELD_NUMBER).maxBytes();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DefinitionText() {}

    static String read(Path file) throws IOException, UnfitText {
        long size = Files.size(file);
        // Line ends and the mark go before it is sent.
        if (size > 2L * MOST_BYTES) {
            throw tooLarge(size);
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = decoded(bytes).replace("\r\n", "\n");
        text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > MOST_BYTES) {
            throw tooLarge(length);
        }
        return text;
    }

    private static UnfitText tooLarge(long bytes) {
        return new UnfitText(0, 0, "It has " + Numbers.count(bytes) + " bytes; at most " + Numbers.count(MOST_BYTES) + " are taken.");
    }

    private static String decoded(byte[] bytes) throws UnfitText {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes), text, true);
        String read = text.flip().toString();
        if (result.isError()) {
            String line = read.substring(read.lastIndexOf('\n') + 1);
            throw new UnfitText((int) read.chars().filter(character -> character == '\n').count() + 1,
                    line.codePointCount(0, line.length()) + 1, "It is not in UTF-8.");
        }
        return read;
    }

    /// Whole or not at all.
    static void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        try {
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
