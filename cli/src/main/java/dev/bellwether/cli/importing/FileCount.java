package dev.bellwether.cli.importing;

import java.util.Optional;

/// What became of the rows of one file. Changed under the importer's lock.
final class FileCount {

    final String file;
    long rows;
    /// Rows that the mapping's conditions want nothing of.
    long unwanted;
    long rejected;
    /// Rows whose events the front door has all accepted.
    long taken;
    /// Of them, rows with an event that was new to the journal.
    long recorded;
    /// Of them, rows that the recorder put aside.
    long putAside;

    FileCount(String file) {
        this.file = file;
    }

    ImportReport.File report(Optional<String> refusedRows) {
        return new ImportReport.File(file, rows, recorded, taken - recorded - putAside, rejected + putAside, unwanted, refusedRows);
    }
}
