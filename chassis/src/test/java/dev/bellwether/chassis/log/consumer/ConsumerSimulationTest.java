package dev.bellwether.chassis.log.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Gatherers;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One seed alone, with what happened in it: `-Dbellwether.simulation.seed=4711`.
class ConsumerSimulationTest {

    private static final int SEEDS = 10_000;
    private static final int SEEDS_FOR_A_FAULT = 500;

    private final Logger talk = Logger.getLogger("dev.bellwether.chassis.log");
    private Level level;

    @BeforeEach
    void be_quiet_about_what_is_meant_to_go_wrong() {
        level = talk.getLevel();
        talk.setLevel(Level.OFF);
    }

    @AfterEach
    void speak_again() {
        talk.setLevel(level);
    }

    @Test
    void each_record_takes_effect_once_whatever_fails_stalls_or_is_killed() {
        Long only = Long.getLong("bellwether.simulation.seed");
        LongStream seeds = only == null ? LongStream.range(0, SEEDS) : LongStream.of(only);
        Optional<String> violation = seeds.boxed()
                .gather(Gatherers.mapConcurrent(Runtime.getRuntime().availableProcessors(), ConsumerSimulationTest::violation))
                .flatMap(Optional::stream)
                .findFirst();
        assertThat(violation).isEmpty();
    }

    private static Optional<String> violation(long seed) {
        try {
            run(seed, null, SimulatedDatabase.Fault.NONE, true);
            return Optional.empty();
        } catch (AssertionError violation) {
            return Optional.of("Seed %d, and again with -Dbellwether.simulation.seed=%d: %s%n%s"
                    .formatted(seed, seed, violation.getMessage(), String.join("\n", trace(seed))));
        }
    }

    private static List<String> trace(long seed) {
        List<String> trace = new ArrayList<>();
        try {
            run(seed, trace, SimulatedDatabase.Fault.NONE, true);
        } catch (AssertionError violation) {
            trace.add(violation.getMessage());
        }
        return trace;
    }

    @Test
    void a_seed_gives_the_same_run_to_the_step() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(trace(seed)).isEqualTo(trace(seed)).hasSizeGreaterThan(50);
        }
    }

    @Test
    void an_offset_that_is_set_without_being_compared_is_found_out() {
        assertThat(findsAViolation(SimulatedDatabase.Fault.OFFSETS_ARE_NOT_COMPARED, true)).isTrue();
    }

    @Test
    void a_cache_that_keeps_what_was_rolled_back_is_found_out() {
        assertThat(findsAViolation(SimulatedDatabase.Fault.NONE, false)).isTrue();
    }

    private static boolean findsAViolation(SimulatedDatabase.Fault fault, boolean forgets) {
        for (long seed = 0; seed < SEEDS_FOR_A_FAULT; seed++) {
            try {
                run(seed, null, fault, forgets);
            } catch (AssertionError violation) {
                return true;
            }
        }
        return false;
    }

    private static void run(long seed, List<String> trace, SimulatedDatabase.Fault fault, boolean forgets) {
        new ConsumerSimulation(seed, trace, fault, forgets).run();
    }
}
