package dev.bellwether.cli.importing.mapping;

import java.util.Collection;

/// One row of a file cannot be used; the others can.
public final class BrokenRow extends Exception {

    /// What is wrong in a few words, the same for every row with the same fault.
    private final String reason;
    /// The columns at fault, separated by commas. Empty when it is the whole row.
    private final String columns;

    BrokenRow(String reason, Collection<String> columns, String message) {
        super(message);
        this.reason = reason;
        this.columns = String.join(", ", columns);
    }

    public String reason() {
        return reason;
    }

    public String columns() {
        return columns;
    }
}
