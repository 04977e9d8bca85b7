package dev.bellwether.cli.importing;

import dev.bellwether.cli.importing.mapping.DayShift;
import dev.bellwether.cli.importing.mapping.NewestRow;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Terminal;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// By how many days an export is moved, so that its last day becomes yesterday.
///
/// @param asOf     the last day, when the caller names it
/// @param forget   what is remembered of an import before
/// @param dryRun   keeps nothing
/// @param terminal where the caller is asked
record AsIfToday(ShiftMemory memory, Optional<LocalDate> asOf, boolean forget, boolean dryRun, LocalDate yesterday,
        Optional<Terminal> terminal) {

    /// @param newest of the export
    /// @param out    is told by which row it goes
    /// @throws CommandException when the newest row is so far from the others that the caller has to say the day, and cannot be asked or does not say
    DayShift shift(NewestRow newest, PrintStream out) {
        Optional<DayShift> remembered = forget ? Optional.empty() : memory.recall();
        DayShift shift;
        if (remembered.isPresent()) {
            shift = remembered.get();
            asOf.map(this::by).filter(other -> !other.equals(shift)).ifPresent(other -> {
                throw new CommandException(
                        "This export was imported before, with all times moved by " + days(shift) + ", and --as-of says " + days(other)
                                + ". " + startOver());
            });
            out.println("All times are moved by " + days(shift) + ", as when this export was first imported: " + memory.file()
                    + " remembers it. " + startOver());
        } else {
            shift = asOf.map(day -> told(day, out)).orElseGet(() -> by(newest, out));
        }
        if (!dryRun) {
            memory.keep(shift);
        }
        return shift;
    }

    private DayShift told(LocalDate day, PrintStream out) {
        out.println("All times are moved by " + days(by(day)) + ": " + day + " becomes " + yesterday + ".");
        return by(day);
    }

    private DayShift by(NewestRow newest, PrintStream out) {
        Optional<NewestRow.Place> place = newest.place();
        if (place.isEmpty()) {
            if (newest.later() > 0) {
                throw new CommandException("No row of this export has happened yet: all " + Numbers.count(newest.later())
                        + " of its events are in the future.");
            }
            return by(yesterday);
        }
        LocalDate day = place.get().day();
        if (newest.rather().isPresent()) {
            return told(choice(place.get(), newest.rather().get()), out);
        }
        out.println("The newest row that has happened is " + place.get() + ". All times are moved by " + days(by(day)) + ", so that " + day
                + " becomes "
                + yesterday + "."
                + (newest.later() == 0 ? ""
                        : " " + Numbers.plural(newest.later(), "event") + " of a later day than today did not count for it."));
        return by(day);
    }

    private LocalDate choice(NewestRow.Place newest, LocalDate rather) {
        String doubt = "The newest row that has happened is far from the others: " + newest + ". Hardly anything else is later than "
                + rather + ".";
        Terminal asked = terminal.orElseThrow(() -> new CommandException(
                doubt + " Which is the export's last day? --as-of " + rather + ", or --as-of " + newest.day() + " if that row is right."));
        String question = "Which is the export's last day: " + rather + ", or " + newest.day() + " if that row is right? ";
        String answer = asked.ask(doubt + "\n" + question);
        while (!answer.isEmpty()) {
            try {
                return LocalDate.parse(answer);
            } catch (DateTimeParseException _) {
                answer = asked.ask("A day is written as in " + rather + ". " + question);
            }
        }
        throw new CommandException("No day was chosen, and nothing imported.");
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
