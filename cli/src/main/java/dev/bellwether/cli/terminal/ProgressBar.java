package dev.bellwether.cli.terminal;

import dev.bellwether.chassis.text.Printable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// How far something is, with its rate and the time left: one line that is drawn over again on a terminal, and a line
/// every ten seconds elsewhere.
public final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 24;
    private static final boolean TERMINAL = Terminal.ofThisProcess().isPresent();

    private final PrintStream out = System.err;
    private final String title;
    private final String unit;
    private final long begin = System.nanoTime();
    private long done;
    private long total = 1;
    private long drawn = begin;

    /// @param unit what is counted, as in "events"
    public ProgressBar(String title, String unit) {
        this.title = Printable.line(title);
        this.unit = unit;
    }

    public synchronized void advanceTo(long done, long total) {
        this.done = done;
        this.total = Math.max(1, total);
        long now = System.nanoTime();
        if (now - drawn > (TERMINAL ? 100_000_000L : 10_000_000_000L)) {
            drawn = now;
            draw(now, false);
        }
    }

    /// Draws the end.
    @Override
    public synchronized void close() {
        draw(System.nanoTime(), true);
    }

    private void draw(long now, boolean last) {
        String line = line(title, unit, done, total, Duration.ofNanos(now - begin), last);
        if (TERMINAL) {
            // As bytes: what is printed as text cannot move the cursor.
            byte[] drawing = ("\r\u001b[K" + line + (last ? "\n" : "")).getBytes(out.charset());
            out.write(drawing, 0, drawing.length);
            out.flush();
        } else {
            out.println(line);
        }
    }

    static String line(String title, String unit, long done, long total, Duration elapsed, boolean last) {
        double share = Math.min(1, (double) done / total);
        int full = (int) (share * WIDTH);
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        double rate = done / seconds;
        String time = last ? "in " + Numbers.time(elapsed)
                : rate <= 0 ? "" : Numbers.time(Duration.ofSeconds((long) Math.ceil(Math.max(0, total - done) / rate))) + " left";
        return String
                .format(Locale.ROOT, "%s  [%s%s] %3.0f %%  %s %s  %s/s  %s", title, "#".repeat(full), ".".repeat(WIDTH - full), 100 * share,
                        Numbers.count(done), unit, Numbers.count(Math.round(rate)), time)
                .stripTrailing();
    }
}
