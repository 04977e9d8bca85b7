package dev.bellwether.cli.terminal;

import dev.bellwether.chassis.text.Printable;
import picocli.CommandLine.Option;

/// Asks before something is erased.
public final class Confirmation {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /// @param consequence what is about to happen, as a sentence
    /// @param kind        of what is erased, as in "account"
    /// @param id          of it, to be typed by who means it
    /// @throws CommandException when it is not typed, or nobody can be asked
    public void require(String consequence, String kind, String id) {
        if (yes) {
            return;
        }
        Terminal terminal = Terminal.ofThisProcess()
                .orElseThrow(() -> new CommandException(
                        "Erasing cannot be undone. There is no terminal to confirm it at: confirm it with --yes."));
        if (!id.equals(terminal.ask(Printable.line(consequence) + "\nType the " + kind + "'s id to continue: "))) {
            throw new CommandException("Nothing was erased.");
        }
    }
}
