package dev.bellwether.cli.importing;

import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Table;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// What became of every row of an import.
///
/// @param dryRun       whether nothing was sent: accepted is what would be
/// @param shiftedDays  by which all times were moved
/// @param eventsSent   that the front door accepted; a row may give several
/// @param eventsNew    of them, those that the journal did not hold before
record ImportReport(String mapping, String tenant, boolean dryRun, long shiftedDays, long eventsSent, long eventsNew, List<File> files,
        File total,
        List<Rejections.Rejection> rejections) {

    /// Rows: each counts once, so that the last four add up to the first.
    ///
    /// @param accepted  new to the journal
    /// @param duplicate already there, with the same content
    /// @param unwanted    no event comes of them by the mapping's conditions
    /// @param refusedRows the file in which the rejected ones are, each with its line and reason
    record File(String file, long rows, long accepted, long duplicate, long rejected, long unwanted, Optional<String> refusedRows) {
        File plus(File other) {
            return new File(file, rows + other.rows, accepted + other.accepted, duplicate + other.duplicate, rejected + other.rejected,
                    unwanted + other.unwanted, refusedRows);
        }
    }

    static File total(List<File> files) {
        return files.stream().reduce(new File("all", 0, 0, 0, 0, 0, Optional.empty()), File::plus);
    }

    void print(PrintStream out) {
        Table table = new Table("File", "Rows", "Accepted", "Duplicate", "Rejected", "Without event");
        files.forEach(file -> row(table, file));
        row(table.line(), total);
        table.print(out);
        out.println(dryRun ? Numbers.plural(eventsSent, "event") + " would be accepted for the tenant " + tenant + ". Nothing was sent."
                : Numbers.plural(eventsSent, "event") + " sent for the tenant " + tenant + ", " + Numbers.count(eventsNew) + " of them new"
                        + (shiftedDays == 0 ? "." : "; all times moved by " + Numbers.plural(shiftedDays, "day") + "."));
        if (eventsNew == 0 && !dryRun) {
            out.println("Nothing has changed: " + whyNothing());
        }
        files.stream().filter(file -> file.rows() == 0).forEach(file -> out.println(file.file() + " has no rows."));
        rejections
                .forEach(rejection -> out.println(Numbers.plural(rejection.rows(), "row") + " rejected, " + rejection.reason() + ", as in "
                        + rejection.sentence()));
        files.forEach(
                file -> file.refusedRows().ifPresent(path -> out.println("The rows of " + file.file() + " that were not taken: " + path)));
    }

    private String whyNothing() {
        if (total.rows() == 0) {
            return "the files have no rows.";
        }
        if (total.rejected() == 0) {
            return total.duplicate() == 0 ? "no event comes of any row, by the mapping's conditions." : "everything was there already.";
        }
        return total.duplicate() == 0 ? "no row could be taken." : "what could be taken was there already.";
    }

    private static void row(Table table, File file) {
        table.row(file.file(), Numbers.count(file.rows()), Numbers.count(file.accepted()), Numbers.count(file.duplicate()),
                Numbers.count(file.rejected()), Numbers.count(file.unwanted()));
    }
}
