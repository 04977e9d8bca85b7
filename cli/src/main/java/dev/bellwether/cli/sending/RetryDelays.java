package dev.bellwether.cli.sending;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How long something that fails is tried again: with pauses that grow, up to a limit, and not without a word.
///
/// For one call or stream of calls; not for several threads.
public final class RetryDelays {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration UNTOLD = Duration.ofSeconds(1);

    private final Duration patience;
    private final PrintStream told;
    private long since;
    private int failures;
    private boolean said;

    public RetryDelays(Duration patience) {
        this(patience, System.err);
    }

    RetryDelays(Duration patience, PrintStream told) {
        this.patience = patience;
        this.told = told;
    }

    /// It has failed once more. Says so, the first time that it lasts.
    ///
    /// @param why what is waited for, as a sentence without its end
    /// @return how long to wait before the next try; negative when that is over
    public Duration failed(String why) {
        long now = System.nanoTime();
        if (failures++ == 0) {
            since = now;
        }
        long waited = now - since;
        if (!said && waited >= UNTOLD.toNanos()) {
            said = true;
            told.println(why.strip() + (why.strip().endsWith(".") ? "" : ".") + " Trying again, for " + patience.toSeconds()
                    + " seconds at most ...");
        }
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 5));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return waited + bounded.toNanos() > patience.toNanos() ? Duration.ofSeconds(-1) : bounded;
    }

    /// It has not failed any more.
    public void over() {
        if (said) {
            told.println("Going on.");
        }
        said = false;
        failures = 0;
    }

    /// @throws InterruptedException when it is to end
    public static void pause(Duration pause) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    }
}
