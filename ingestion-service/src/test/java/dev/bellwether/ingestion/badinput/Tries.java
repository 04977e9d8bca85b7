package dev.bellwether.ingestion.badinput;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/// Properties of a running service: jqwik makes the inputs, JUnit runs the service that they are tried on.
///
/// What failed is tried again with `-Dbad-input.seed=`; `-Dbad-input.times=20` tries twenty times as many.
final class Tries {

    private static final int TIMES = Integer.getInteger("bad-input.times", 1);
    private static final Long SEED = Long.getLong("bad-input.seed");
    private static final int SIZE = 1_000;

    private Tries() {}

    interface Property<T> {
        void holdsFor(T input) throws Exception;
    }

    static <T> void of(int tries, Arbitrary<T> inputs, Property<T> property) {
        JqwikSession.run(() -> {
            RandomGenerator<T> generator = inputs.generator(SIZE, true);
            for (int i = 0; i < (SEED == null ? tries * TIMES : 1); i++) {
                long seed = SEED == null ? ThreadLocalRandom.current().nextLong() : SEED;
                T input = generator.next(new Random(seed)).value();
                try {
                    property.holdsFor(input);
                } catch (Throwable failure) {
                    throw new AssertionError(
                            "-Dbad-input.seed=" + seed + ": " + failure.getMessage() + "\nfor " + cut(String.valueOf(input)), failure);
                }
            }
        });
    }

    private static String cut(String text) {
        return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "… (" + text.length() + " characters)";
    }
}
