package dev.bellwether.cli.importing.mapping;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import dev.bellwether.cli.terminal.Numbers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// A CSV file (RFC 4180) with a header, gzip or not, read row by row. An empty file has no header and no rows.
final class CsvFile implements AutoCloseable, Iterator<Row> {

    /// What Excel writes before the header, and reads, to say how columns are kept apart.
    private static final Pattern EXCEL_SEPARATOR = Pattern.compile("\"?sep=(.)\"?(\r\n|\r|\n)");
    private static final int LONGEST_EXCEL_LINE = 9;

    private final Path path;
    private final Charset charset;
    private final char separator;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final Header header;
    private final long linesBefore;
    private final boolean ofRefusedRows;
    private long line = 1;

    CsvFile(Path path, FileStyle style) {
        this.path = path;
        try {
            TextReader decoded = new TextReader(open(path), encoding(path, style));
            this.charset = decoded.charset();
            BufferedReader text = new BufferedReader(decoded);
            Matcher excel = excelSeparator(text);
            boolean given = excel.lookingAt();
            this.linesBefore = given ? 1 : 0;
            text.skip(given ? excel.end() : 0);
            this.separator = separator(style, given ? excel.group(1).charAt(0) : ',', given);
            this.reader = CsvReader.builder().fieldSeparator(separator).allowExtraFields(true).allowMissingFields(true)
                    .allowExtraCharsAfterClosingQuote(true).ofCsvRecord(new QuoteCheck(text, separator, 1 + linesBefore));
        } catch (IOException failure) {
            throw unreadable(new UncheckedIOException(failure));
        }
        this.records = reader.iterator();
        List<String> columns = hasNext() ? records.next().getFields().stream().map(String::strip).toList() : List.of();
        this.ofRefusedRows = columns.size() > RowForm.REFUSAL.size() && columns.subList(0, RowForm.REFUSAL.size()).equals(RowForm.REFUSAL);
        this.header = new Header(asSent(columns));
    }

    /// Whether a file that should be in an encoding of one byte a letter is in UTF-8 in truth, as one file of an export may be:
    /// text in such an encoding that has letters beyond ASCII is never UTF-8 by accident.
    private static boolean isUtf8(Path path, Charset named) throws IOException {
        if (!named.canEncode() || named.newEncoder().maxBytesPerChar() > 1) {
            return false;
        }
        boolean beyondAscii = false;
        try (TextReader text = new TextReader(open(path), Optional.empty())) {
            char[] buffer = new char[1 << 14];
            for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
                for (int i = 0; i < read && !beyondAscii; i++) {
                    beyondAscii = buffer[i] > 127;
                }
            }
            return beyondAscii;
        } catch (TextReader.Unreadable _) {
            return false;
        }
    }

    private static Optional<Charset> encoding(Path path, FileStyle style) throws IOException {
        Optional<Charset> named = style.encoding();
        return named.isPresent() && isUtf8(path, named.get()) ? Optional.empty() : named;
    }

    private static InputStream open(Path path) throws IOException {
        InputStream file = Files.newInputStream(path);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file;
    }

    private static Matcher excelSeparator(BufferedReader text) throws IOException {
        text.mark(LONGEST_EXCEL_LINE);
        char[] begin = new char[LONGEST_EXCEL_LINE];
        int read = 0;
        for (int more = 0; read < begin.length && more >= 0; read += Math.max(0, more)) {
            more = text.read(begin, read, begin.length - read);
        }
        text.reset();
        return EXCEL_SEPARATOR.matcher(new String(begin, 0, read));
    }

    private char separator(FileStyle style, char found, boolean given) {
        char named = style.separator().orElse(found);
        if (given && named != found) {
            throw new CommandException(
                    "The file " + path + " says in its first line that '" + found + "' is between its columns, and the mapping that '"
                            + named + "' is: leave one of them out.");
        }
        return named;
    }

    /// No columns when the file is empty. Those that a file of refused rows has before them are not the export's, and left out.
    Header header() {
        return header;
    }

    Charset charset() {
        return charset;
    }

    char separator() {
        return separator;
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException failure) {
            throw unreadable(failure);
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CsvRecord record = records.next();
        line = record.getStartingLineNumber() + linesBefore;
        return new Row(header, line, asSent(record.getFields()));
    }

    private List<String> asSent(List<String> fields) {
        return ofRefusedRows ? fields.stream().skip(RowForm.REFUSAL.size()).map(FormulaGuard::unguard).toList() : fields;
    }

    private CommandException unreadable(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TextReader.Unreadable text) {
                return new CommandException(
                        "The file " + path + " cannot be read in line " + Numbers.count(text.line()) + ": " + text.getMessage() + ".",
                        failure);
            }
        }
        String why = failure.getCause() instanceof IOException cause ? FileErrors.of(cause)
                : "a value is longer than any can be, or a quote is not closed";
        return new CommandException("The file " + path + " cannot be read after line " + Numbers.count(line) + ": " + why
                + (path.toString().endsWith(".gz") ? ". Is it cut off?" : ""), failure);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
