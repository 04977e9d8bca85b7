package dev.bellwether.local.cli;

import dev.bellwether.chassis.text.Printable;
import java.io.Console;
import picocli.CommandLine.Option;

/// Asks before something is erased.
public final class Confirmation {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /// @param consequence what is about to happen, as a sentence
    /// @param kind        of what is erased, as in "account"
    /// @param id          of it, to be typed by who means it
    /// @throws Complaint when it is not typed, or nobody can be asked
    public void require(String consequence, String kind, String id) {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new Complaint("Erasing cannot be undone. Nobody can be asked here, so say --yes.");
        }
        if (!id.equals(console.readLine("%s%nType the %s's id to go on: ", Printable.line(consequence), kind))) {
            throw new Complaint("Nothing was erased.");
        }
    }
}
