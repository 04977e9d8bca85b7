package dev.bellwether.cli.definitions;

import com.google.type.Date;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.terminal.Confirmation;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What belongs to every publication.
final class PublicationOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--reason", paramLabel = "<text>", defaultValue = "",
            description = "Why, as in the number of a pull request. Kept with the revisions. Needed, but with --dry-run.")
    private String reason;

    @Option(names = "--first-day", paramLabel = "<day>",
            description = "The first day that is decided by it, as in 2026-12-01. Default: today, in UTC.")
    private Optional<LocalDate> firstDay = Optional.empty();

    @Option(names = "--plays-act",
            description = "Let plays act on the accounts that are moved by the new rules alone. Default: they act on what accounts do.")
    private boolean playsAct;

    @Option(names = "--dry-run", description = "Show the plan only.")
    private boolean dryRun;

    @Mixin
    private Confirmation confirmation;

    /// Returns the reason.
    ///
    /// @throws ParameterException when there is none
    String reason() {
        if (reason.isBlank() && !dryRun) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--reason=<text>'");
        }
        return reason;
    }

    Optional<Date> firstDay() {
        return firstDay.map(Dates::date);
    }

    boolean playsAct() {
        return playsAct;
    }

    boolean dryRun() {
        return dryRun;
    }

    Confirmation confirmation() {
        return confirmation;
    }
}
