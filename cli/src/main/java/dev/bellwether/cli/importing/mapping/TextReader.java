package dev.bellwether.cli.importing.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Text out of bytes, which replaces nothing: bytes that are no text in the file's encoding are an error, with their line.
final class TextReader extends Reader {

    /// A file's text cannot be read; says why, and where.
    static final class Unreadable extends IOException {
        private final long line;

        Unreadable(long line, String message) {
            super(message);
            this.line = line;
        }

        long line() {
            return line;
        }
    }

    private static final int BUFFER = 1 << 16;

    private record Mark(Charset charset, byte... bytes) {
        boolean begins(byte[] file) {
            return file.length >= bytes.length && Arrays.equals(bytes, Arrays.copyOf(file, bytes.length));
        }
    }

    /// Byte order marks; the longer ones first, for one begins like another.
    private static final Mark[] MARKS = {
        new Mark(Charset.forName("UTF-32LE"), (byte) 0xff, (byte) 0xfe, (byte) 0, (byte) 0),
        new Mark(Charset.forName("UTF-32BE"), (byte) 0, (byte) 0, (byte) 0xfe, (byte) 0xff),
        new Mark(StandardCharsets.UTF_8, (byte) 0xef, (byte) 0xbb, (byte) 0xbf),
        new Mark(StandardCharsets.UTF_16LE, (byte) 0xff, (byte) 0xfe),
        new Mark(StandardCharsets.UTF_16BE, (byte) 0xfe, (byte) 0xff)};

    private final InputStream file;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER);
    private long line = 1;
    private boolean afterReturn;
    private boolean lastBytes;
    private boolean finished;
    private Unreadable failure;

    /// @param encoding that the mapping names. A byte order mark at the file's beginning is certain, and goes before it.
    TextReader(InputStream file, Optional<Charset> encoding) throws IOException {
        this.file = file;
        byte[] begin = file.readNBytes(4);
        Optional<Mark> mark = Arrays.stream(MARKS).filter(one -> one.begins(begin)).findFirst();
        this.charset = mark.map(Mark::charset).or(() -> encoding).orElse(StandardCharsets.UTF_8);
        this.decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        bytes.put(begin, mark.map(one -> one.bytes().length).orElse(0), begin.length - mark.map(one -> one.bytes().length).orElse(0))
                .flip();
        chars.flip();
    }

    Charset charset() {
        return charset;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (failure != null) {
                throw failure;
            }
            if (finished) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(into, offset, count);
        return count;
    }

    private void fill() throws IOException {
        if (!lastBytes) {
            bytes.compact();
            int read = file.read(bytes.array(), bytes.position(), bytes.remaining());
            lastBytes = read < 0;
            bytes.position(bytes.position() + Math.max(0, read)).flip();
        }
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, lastBytes);
        if (result.isUnderflow() && lastBytes) {
            finished = decoder.flush(chars).isUnderflow();
        }
        chars.flip();
        boolean zero = countLines();
        if (zero) {
            failure = new Unreadable(line,
                    "it holds zero bytes, as text in UTF-16 does: encoding: utf-16le (or utf-16be) in the mapping says so");
        } else if (result.isError()) {
            failure = new Unreadable(line, "it is not in " + charset.name() + (charset.equals(StandardCharsets.UTF_8)
                    ? ": encoding in the mapping says what it is in, as in encoding: windows-1252"
                    : ", which is what the file should be in"));
        }
    }

    /// @return whether there is a zero among them; those from there on are dropped
    private boolean countLines() {
        for (int i = chars.position(); i < chars.limit(); i++) {
            char c = chars.get(i);
            if (c == 0) {
                chars.limit(i);
                return true;
            }
            if (c == '\r' || c == '\n' && !afterReturn) {
                line++;
            }
            afterReturn = c == '\r';
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
