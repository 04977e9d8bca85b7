package dev.bellwether.chassis.logs;

import dev.bellwether.chassis.text.Printable;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/// Nothing that others have sent acts on who reads a log, or passes for a line of it: characters that act are written out, and what follows a
/// line feed stands to the right of where lines begin. Lets every record through.
@LoggingFilter(name = "printable")
public final class PrintableLogs implements Filter {

    private static final String NEXT_LINE = "\n    ";
    private static final int MOST_CAUSES = 50;

    @Override
    public boolean isLoggable(LogRecord written) {
        if (written instanceof ExtLogRecord entry) {
            String message = entry.getFormattedMessage();
            if (message != null && acts(message)) {
                entry.setMessage(printable(message), FormatStyle.NO_FORMAT);
            }
            entry.setThrown(printable(entry.getThrown(), 0));
        }
        return true;
    }

    static Throwable printable(Throwable thrown, int depth) {
        return thrown == null || depth > MOST_CAUSES || !actsAnywhere(thrown, depth) ? thrown : new PrintableThrowable(thrown, depth);
    }

    private static boolean actsAnywhere(Throwable thrown, int depth) {
        if (thrown == null || depth > MOST_CAUSES) {
            return false;
        }
        if (acts(thrown.toString()) || actsAnywhere(thrown.getCause(), depth + 1)) {
            return true;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (actsAnywhere(suppressed, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean acts(String text) {
        return text.codePoints().anyMatch(Printable::acts);
    }

    static String printable(String text) {
        return Printable.lines(text.replace("\r\n", "\n")).replace("\n", NEXT_LINE);
    }

    /// Looks like another one in a log.
    private static final class PrintableThrowable extends Throwable {

        private final String text;

        PrintableThrowable(Throwable thrown, int depth) {
            super(null, printable(thrown.getCause(), depth + 1), true, true);
            text = printable(thrown.toString());
            setStackTrace(thrown.getStackTrace());
            for (Throwable suppressed : thrown.getSuppressed()) {
                addSuppressed(printable(suppressed, depth + 1));
            }
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
