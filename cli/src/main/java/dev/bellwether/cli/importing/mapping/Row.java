package dev.bellwether.cli.importing.mapping;

import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One row of a CSV file: column name to text, in the order of the columns.
public final class Row extends AbstractMap<String, String> {

    private final Header header;
    private final long line;
    private final List<String> values;

    Row(Header header, long line, List<String> values) {
        this.header = header;
        this.line = line;
        this.values = values;
    }

    /// As they are in the file, in the order of its columns; there may be more of them, or fewer.
    public List<String> values() {
        return values;
    }

    /// Where it begins in its file, from 1.
    public long line() {
        return line;
    }

    /// Says what is wrong with the row as a whole, before anything is read from it.
    void check() throws BrokenRow {
        if (values.size() != header.columns().size()) {
            long more = values.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
            throw new BrokenRow("WRONG_NUMBER_OF_COLUMNS", List.of(), "the row has " + values.size() + " columns, the header "
                    + header.columns().size() + (more > 0 ? "; it runs to line " + (line + more) + ": is a quote not closed?" : ""));
        }
    }

    @Override
    public String get(Object column) {
        Integer position = header.position(column);
        return position == null || position >= values.size() ? null : values.get(position);
    }

    @Override
    public boolean containsKey(Object column) {
        return get(column) != null;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return header.columns().stream().filter(this::containsKey).map(column -> Map.entry(column, get(column)))
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
