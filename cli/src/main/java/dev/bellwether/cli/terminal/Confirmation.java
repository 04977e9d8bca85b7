package dev.bellwether.cli.terminal;

import dev.bellwether.chassis.text.Printable;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Asks before something is done that others notice.
public final class Confirmation {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /// @param consequence what is about to happen, as a sentence
    /// @param kind        of what is erased, as in "account"
    /// @param id          of it, to be typed by who means it
    /// @throws CommandException when it is not typed, or there is no one to ask
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

    /// Before what can be undone, so that a word will do.
    ///
    /// @param terminal absent when there is no one to ask
    /// @param question as in "Publish this?"
    /// @param declined what has not been done, as a sentence
    /// @throws CommandException when the answer is no, or there is no one to ask
    public void requireYes(Optional<Terminal> terminal, String question, String declined) {
        if (yes) {
            return;
        }
        Terminal person = terminal.orElseThrow(
                () -> new CommandException(declined + " There is no terminal to confirm it at: confirm it with --yes."));
        if (!person.ask(question + " [y/N] ").matches("(?i)y|yes")) {
            throw new CommandException(declined);
        }
    }
}
