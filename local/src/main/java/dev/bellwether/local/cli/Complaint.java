package dev.bellwether.local.cli;

/// What went wrong, in sentences for the person at the keyboard: what, where, and what to do. Ends the command; no
/// stack trace is shown.
public class Complaint extends RuntimeException {

    public Complaint(String message) {
        super(message);
    }

    public Complaint(String message, Throwable cause) {
        super(message, cause);
    }
}
