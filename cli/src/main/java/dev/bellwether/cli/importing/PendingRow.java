package dev.bellwether.cli.importing;

import dev.bellwether.cli.importing.mapping.Row;
import dev.bellwether.ingestion.v1.Event;

/// A row whose events have been sent and not all been answered.
final class PendingRow {

    final String name;
    final FileCount file;
    final Row row;
    private int unanswered;
    private boolean rejected;

    /// @param name of the file in the mapping
    PendingRow(String name, FileCount file, Row row, int events) {
        this.name = name;
        this.file = file;
        this.row = row;
        this.unanswered = events;
    }

    /// @param event  that was rejected
    /// @param partly gathers rows of which the journal may hold a part all the same
    /// @return whether it is the row's first rejection
    boolean reject(Event event, RowKeys partly) {
        boolean first = !rejected;
        rejected = true;
        partly.add(event);
        return first;
    }

    /// One more of its events has been answered; with the last the row counts.
    void answered() {
        if (--unanswered == 0) {
            if (rejected) {
                file.rejected++;
            } else {
                file.taken++;
            }
        }
    }
}
