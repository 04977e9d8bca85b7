package dev.bellwether.cli.importing.lines;

import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Table;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What has become of every line of an import.
///
/// @param dryRun whether nothing was sent
public record LinesReport(String tenant, boolean dryRun, Optional<String> backfill, List<File> files, LineCounts total) {

    /// @param lines      of which the rest of the numbers are parts
    /// @param goneOnFrom the line after which an interrupted import was gone on with; 0 when it began anew
    /// @param rejects    where the lines are that were not taken
    /// @param format     empty when no line has anything in it
    public record File(String file, Optional<LineFormat> format, long lines, long accepted, long rejected, long unreadable, long blank,
            long goneOnFrom,
            Optional<String> rejects) {}

    public void print(PrintStream out) {
        Table table = new Table("File", "Format", "Lines", "Accepted", "Rejected", "Unreadable", "Blank");
        files.forEach(file -> table.row(file.file(),
                file.format().map(format -> format.name().toLowerCase(java.util.Locale.ROOT)).orElse("empty"), Numbers.count(file.lines()),
                Numbers.count(file.accepted()), Numbers.count(file.rejected()), Numbers.count(file.unreadable()),
                Numbers.count(file.blank())));
        table.print(out);
        shares(out, "Facts", total.facts());
        shares(out, "Events", total.names());
        total.reasons().forEach((reason, first) -> out
                .println(Numbers.plural(first.lines(), "line") + " rejected, " + reason + ", as in " + first.sentence()));
        files.forEach(
                file -> file.rejects().ifPresent(path -> out.println("The lines of " + file.file() + " that were not taken: " + path)));
        if (dryRun) {
            out.println("Nothing was sent.");
        }
    }

    private static void shares(PrintStream out, String title, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            Table table = new Table(title, "Accepted");
            counts.forEach((name, count) -> table.row(name, Numbers.count(count)));
            table.print(out);
        }
    }
}
