package dev.bellwether.embedded.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/// Waits for what happens elsewhere, looking again and again for a bounded time. The bound is generous: a test that passes never
/// waits for it, and one on a machine with much else to do must not fail for being slow.
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private Eventually() {}

    /// Until the assertion holds. What it throws until then counts as "not yet", and is the cause of the failure in the end.
    public static void eventually(ThrowingRunnable assertion) {
        await(PATIENCE).ignoreExceptions().untilAsserted(assertion);
    }

    /// Until what is seen is as expected, and returns it. What looking throws ends the wait at once.
    public static <T> T eventually(Callable<T> look, Predicate<? super T> expected) {
        return eventually(PATIENCE, look, expected);
    }

    /// With another bound.
    public static <T> T eventually(Duration patience, Callable<T> look, Predicate<? super T> expected) {
        return await(patience).until(look, expected);
    }

    /// Until it is so.
    public static void eventuallyTrue(Callable<Boolean> condition) {
        await(PATIENCE).until(condition);
    }

    private static ConditionFactory await(Duration patience) {
        // In the caller's own thread: Kafka's consumers and the context of a log line belong to one.
        // What threads of others throw is for the tests that run them.
        return Awaitility.await().pollInSameThread().dontCatchUncaughtExceptions().pollDelay(Duration.ZERO).pollInterval(BETWEEN_LOOKS)
                .atMost(patience);
    }
}
