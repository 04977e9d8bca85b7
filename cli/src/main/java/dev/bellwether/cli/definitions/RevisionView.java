package dev.bellwether.cli.definitions;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.terminal.Table;
import dev.bellwether.cli.terminal.Times;
import dev.bellwether.definitions.v1.Revision;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A revision as the command line shows it.
///
/// @param inForce   today
/// @param firstDay  absent for what has been in force from the beginning
/// @param published absent for what is shipped and was never published
/// @param revertsTo absent when it is no revert
record RevisionView(int revision, boolean inForce, Optional<LocalDate> firstDay, String author, String publisher,
        Optional<Instant> published, String reason, String digest, Optional<Integer> revertsTo, boolean retired, boolean playsAct) {

    private static final int DIGEST_SHOWN = 12;

    static RevisionView of(Revision revision, int inForce) {
        return new RevisionView(revision.getRevision(), revision.getRevision() == inForce,
                revision.hasFirstDay() ? Optional.of(Dates.day(revision.getFirstDay())) : Optional.empty(), revision.getAuthor(),
                revision.getPublisher(),
                revision.hasPublishTime() ? Optional.of(Dates.instant(revision.getPublishTime())) : Optional.empty(),
                revision.getReason(), revision.getDigest(),
                revision.getRevertsTo() == 0 ? Optional.empty() : Optional.of(revision.getRevertsTo()), revision.getRetired(),
                revision.getPlaysAct());
    }

    static void print(List<RevisionView> revisions, PrintStream out) {
        Table table = new Table("Revision", "In force", "First day", "Author", "Publisher", "Published", "Digest", "What", "Reason");
        for (RevisionView one : revisions) {
            table.row(one.revision, one.inForce ? "yes" : "", one.firstDay.map(LocalDate::toString).orElse("the beginning"), one.author,
                    one.publisher, one.published.map(Times::shown).orElse(""), one.shortDigest(), one.what(), one.reason);
        }
        table.print(out);
    }

    private String shortDigest() {
        return digest.substring(0, Math.min(DIGEST_SHOWN, digest.length()));
    }

    private String what() {
        String what = retired ? "retired" : revertsTo.map(earlier -> "as " + earlier).orElse("");
        return what + (playsAct ? (what.isEmpty() ? "" : ", ") + "plays act" : "");
    }
}
