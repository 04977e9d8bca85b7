package dev.bellwether.local.importing.mapping;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.bellwether.local.cli.Complaint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;

/// A CSV file (RFC 4180, UTF-8) with a header, gzip or not, read row by row.
final class CsvFile implements AutoCloseable, Iterator<Row> {

    private final Path path;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final Header header;
    private long line = 1;

    CsvFile(Path path, char separator) {
        this.path = path;
        try {
            this.reader = CsvReader.builder().fieldSeparator(separator).detectBomHeader(true)
                    .allowExtraFields(true).allowMissingFields(true).allowExtraCharsAfterClosingQuote(true).ofCsvRecord(open(path));
        } catch (IOException failure) {
            throw new Complaint("The file " + path + " cannot be read: " + failure.getMessage(), failure);
        }
        this.records = reader.iterator();
        if (!hasNext()) {
            throw new Complaint("The file " + path + " is empty: its first line has to name the columns.");
        }
        this.header = new Header(records.next().getFields());
    }

    private static InputStream open(Path path) throws IOException {
        InputStream file = Files.newInputStream(path);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file;
    }

    Header header() {
        return header;
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
        line = record.getStartingLineNumber();
        return new Row(header, line, record.getFields());
    }

    private Complaint unreadable(RuntimeException failure) {
        String why = failure.getCause() instanceof CharacterCodingException ? "it is not in UTF-8"
                : failure.getCause() instanceof IOException cause ? cause.getMessage() : failure.getMessage();
        return new Complaint("The file " + path + " cannot be read after line " + line + ": " + why, failure);
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
