package dev.bellwether.cli.importing.lines;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.proto.constraint.MessageConstraints;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A file read line by line, gzip or not, never more than one line in memory.
final class LineFile implements AutoCloseable {

    /// The most that an event may have.
    static final int MOST_BYTES = MessageConstraints.of(Event.getDescriptor()).maxBytes();
    /// The most of a longer line that is kept, to be shown as it was.
    private static final int MOST_KEPT = 1 << 20;

    private final Path path;
    private final BufferedInputStream input;
    private long fileBytes;
    private long line;

    LineFile(Path path) {
        this.path = path;
        try {
            InputStream counted = new FilterInputStream(Files.newInputStream(path)) {
                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    int read = super.read(bytes, from, length);
                    fileBytes += Math.max(0, read);
                    return read;
                }
            };
            BufferedInputStream buffered = new BufferedInputStream(counted, 1 << 16);
            this.input = isPacked(buffered) ? new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16), 1 << 16) : buffered;
            skipMark();
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private static boolean isPacked(BufferedInputStream input) throws IOException {
        input.mark(2);
        boolean packed = input.read() == 0x1F && input.read() == 0x8B;
        input.reset();
        return packed;
    }

    /// Leaves out the mark that says that it is UTF-8. Without one it is told by its first character, which is ASCII in every line of JSON.
    private void skipMark() throws IOException {
        input.mark(4);
        byte[] begin = input.readNBytes(4);
        input.reset();
        String hexadecimal = HexFormat.of().formatHex(begin);
        if (hexadecimal.startsWith("efbbbf")) {
            input.skipNBytes(3);
        } else if (hexadecimal.startsWith("fffe") || hexadecimal.startsWith("feff")
                || begin.length > 1 && (begin[0] == 0) != (begin[1] == 0)
                || hexadecimal.startsWith("0000")) {
            throw new CommandException("The file " + path + " is in UTF-16 or UTF-32. Lines of JSON are UTF-8: turn it into that, as with"
                    + " iconv -f UTF-16 -t UTF-8, and import what comes of it.");
        }
    }

    /// Bytes of the file, as it lies on disk, that have been read.
    long fileBytes() {
        return fileBytes;
    }

    /// Empty at the end.
    Optional<RawLine> next() {
        try {
            int next = input.read();
            if (next < 0) {
                return Optional.empty();
            }
            line++;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
            boolean tooLong = false;
            for (; next >= 0 && next != '\n'; next = input.read()) {
                tooLong |= bytes.size() >= MOST_BYTES && next != '\r';
                if (bytes.size() < MOST_KEPT) {
                    bytes.write(next);
                }
            }
            return Optional.of(new RawLine(line, bytes.toByteArray(), tooLong));
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private CommandException unreadable(IOException failure) {
        if (failure instanceof EOFException) {
            return new CommandException(
                    "The file " + path + " is cut off after line " + line + ": it is packed with gzip, and its end is missing.", failure);
        }
        return new CommandException(
                "The file " + path + " cannot be read" + (line == 0 ? "" : " after line " + line) + ": " + FileErrors.of(failure), failure);
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }
}
