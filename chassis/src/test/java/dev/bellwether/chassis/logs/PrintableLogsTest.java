package dev.bellwether.chassis.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class PrintableLogsTest {

    /// As Quarkus writes a line, without time and thread.
    private final PatternFormatter formatter = new PatternFormatter("%p [%c] %s%e%n");

    @Test
    void what_was_sent_neither_begins_a_line_nor_acts() {
        ExtLogRecord written = written("rejected '%s' of a batch", "x\r\n2026-01-01 ERROR all is lost\u001b[2J");

        assertThat(formatter.format(written))
                .isEqualTo("WARN [dev.bellwether] rejected 'x\n    2026-01-01 ERROR all is lost\\x1b[2J' of a batch\n");
    }

    @Test
    void neither_does_an_error_that_quotes_it_nor_its_cause() {
        ExtLogRecord written = written("failed for %s", "acme");
        written.setThrown(new IllegalStateException("outer\nERROR forged", new IllegalArgumentException("inner\u202e\nERROR forged")));
        new PrintableLogs().isLoggable(written);

        assertThat(formatter.format(written)).startsWith("WARN [dev.bellwether] failed for acme")
                .contains("java.lang.IllegalStateException: outer\n    ERROR forged\n")
                .contains("java.lang.IllegalArgumentException: inner\\u202e\n    ERROR forged\n")
                .contains("\tat dev.bellwether.chassis.logs.PrintableLogsTest");
    }

    @Test
    void every_other_record_stays_as_it_is() {
        ExtLogRecord written = written("recorded %s", "1,204 events");
        IllegalStateException failure = new IllegalStateException("as it was");
        written.setThrown(failure);

        assertThat(new PrintableLogs().isLoggable(written)).isTrue();
        assertThat(written.getThrown()).isSameAs(failure);
        assertThat(formatter.format(written)).startsWith("WARN [dev.bellwether] recorded 1,204 events");
    }

    private static ExtLogRecord written(String format, String value) {
        ExtLogRecord written = new ExtLogRecord(Level.WARN, format, ExtLogRecord.FormatStyle.PRINTF, PrintableLogsTest.class.getName());
        written.setLoggerName("dev.bellwether");
        written.setParameters(new Object[] {value});
        new PrintableLogs().isLoggable(written);
        return written;
    }
}
