package dev.bellwether.cli.terminal;

import dev.bellwether.chassis.text.Printable;
import java.io.Console;
import java.util.Optional;

/// A person who can be asked.
@FunctionalInterface
public interface Terminal {

    /// @param question ends where the answer is typed
    /// @return what was typed; empty when that was nothing, also at the end of the input
    String ask(String question);

    /// Absent when the command runs in a script or behind a pipe.
    static Optional<Terminal> ofThisProcess() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).map(console -> question -> {
            String answer = console.readLine("%s", Printable.lines(question));
            return answer == null ? "" : answer.strip();
        });
    }
}
