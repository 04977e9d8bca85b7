package dev.bellwether.local.importing;

import dev.bellwether.local.cli.Complaint;
import dev.bellwether.local.cli.Numbers;
import dev.bellwether.local.importing.mapping.DayShift;
import dev.bellwether.local.importing.mapping.NewestRow;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// By how many days an export is moved, so that its last day becomes yesterday.
///
/// @param asOf   the last day, when the caller names it
/// @param forget what is remembered of an import before
/// @param dryRun keeps nothing
record AsIfToday(ShiftMemory memory, Optional<LocalDate> asOf, boolean forget, boolean dryRun, LocalDate yesterday) {

    /// @param newest of the export
    /// @param out    is told by which row it goes
    /// @throws Complaint when the newest row is so far from the others that the caller has to say the day
    DayShift shift(NewestRow newest, PrintStream out) {
        Optional<DayShift> remembered = forget ? Optional.empty() : memory.recall();
        DayShift shift;
        if (remembered.isPresent()) {
            shift = remembered.get();
            asOf.map(this::by).filter(other -> !other.equals(shift)).ifPresent(other -> {
                throw new Complaint("This export was imported before, with all times moved by " + days(shift) + ", and --as-of says " + days(other)
                        + ". " + startOver());
            });
            out.println("All times are moved by " + days(shift) + ", as when this export was first imported: " + memory.file()
                    + " remembers it. " + startOver());
        } else {
            shift = by(asOf.orElseGet(() -> lastDay(newest, out)));
            asOf.ifPresent(day -> out.println("All times are moved by " + days(shift) + ": " + day + " becomes " + yesterday + "."));
        }
        if (!dryRun) {
            memory.keep(shift);
        }
        return shift;
    }

    private LocalDate lastDay(NewestRow newest, PrintStream out) {
        Optional<NewestRow.Place> place = newest.place();
        if (place.isEmpty()) {
            if (newest.later() > 0) {
                throw new Complaint("No row of this export has happened yet: all " + Numbers.count(newest.later()) + " of its events are in the future.");
            }
            return yesterday;
        }
        LocalDate day = place.get().day();
        newest.rather().ifPresent(rather -> {
            throw new Complaint("The newest row that has happened is far from the others: " + place.get() + ". Hardly anything else is later than "
                    + rather + ". Which is the export's last day? --as-of " + rather + ", or --as-of " + day + " if that row is right.");
        });
        out.println("The newest row that has happened is " + place.get() + ". All times are moved by " + days(by(day)) + ", so that " + day + " becomes "
                + yesterday + "."
                + (newest.later() == 0 ? "" : " " + Numbers.plural(newest.later(), "event") + " of a later day than today did not count for it."));
        return day;
    }

    private DayShift by(LocalDate lastDay) {
        return new DayShift(ChronoUnit.DAYS.between(lastDay, yesterday));
    }

    private static String days(DayShift shift) {
        return Numbers.plural(shift.days(), "day");
    }

    private static String startOver() {
        return "--forget-shift starts over; rows that are there already keep their times, and would be refused as other content, so import into a new "
                + "tenant then.";
    }
}
