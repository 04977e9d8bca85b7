package dev.bellwether.local.importing.lines;

import dev.bellwether.local.cli.Complaint;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A file read line by line, gzip or not, never more than one line in memory.
final class LineFile implements AutoCloseable {

    static final int MOST_BYTES = 32 * 1024;

    private final Path path;
    private final InputStream input;
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
            this.input = path.toString().endsWith(".gz") ? new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16), 1 << 16) : buffered;
        } catch (IOException failure) {
            throw unreadable(failure);
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
                if (bytes.size() < MOST_BYTES) {
                    bytes.write(next);
                } else if (next != '\r') {
                    tooLong = true;
                }
            }
            return Optional.of(new RawLine(line, bytes.toByteArray(), tooLong));
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private Complaint unreadable(IOException failure) {
        return new Complaint("The file " + path + " cannot be read" + (line == 0 ? "" : " after line " + line) + ": " + failure.getMessage(), failure);
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
