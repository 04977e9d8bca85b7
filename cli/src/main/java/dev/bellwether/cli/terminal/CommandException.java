package dev.bellwether.cli.terminal;

/// What went wrong, in sentences for the person at the keyboard: what, where, and what to do. Ends the command; no
/// stack trace is shown.
public class CommandException extends RuntimeException {

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
