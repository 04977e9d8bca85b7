package dev.bellwether.cli.importing.mapping;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Passes a CSV file's text on, and finds a quote that is never closed, which would take the rows behind it into one value:
/// the file ends within it, or the next quote ends a value of several lines in the middle of another.
final class QuoteCheck extends FilterReader {

    private enum State {
        FIELD_BEGIN, PLAIN, QUOTED, AFTER_QUOTE
    }

    private final char separator;
    private long line;
    private boolean afterReturn;
    private State state = State.FIELD_BEGIN;
    /// Where the value that is in quotes, or was until now, began.
    private long opened;

    /// @param line of the file's text from here on
    QuoteCheck(Reader text, char separator, long line) {
        super(text);
        this.separator = separator;
        this.line = line;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count < 0 && state == State.QUOTED) {
            throw new TextReader.Unreadable(opened, "a quote opens there that is not closed until the file's end. Is the file cut off?");
        }
        for (int i = offset; i < offset + count; i++) {
            see(into[i]);
        }
        return count;
    }

    private void see(char c) throws IOException {
        boolean lineEnd = c == '\r' || c == '\n';
        state = switch (state) {
            case FIELD_BEGIN, PLAIN -> {
                if (c == '"' && state == State.FIELD_BEGIN) {
                    opened = line;
                    yield State.QUOTED;
                }
                yield c == separator || lineEnd ? State.FIELD_BEGIN : State.PLAIN;
            }
            case QUOTED -> c == '"' ? State.AFTER_QUOTE : State.QUOTED;
            case AFTER_QUOTE -> {
                if (c == '"') {
                    yield State.QUOTED;
                }
                if (c == separator || lineEnd) {
                    yield State.FIELD_BEGIN;
                }
                if (line > opened) {
                    throw new TextReader.Unreadable(opened,
                            "a quote opens there that is not closed in its row: the next one is in line " + line);
                }
                yield State.PLAIN;
            }
        };
        if (c == '\r' || c == '\n' && !afterReturn) {
            line++;
        }
        afterReturn = c == '\r';
    }
}
