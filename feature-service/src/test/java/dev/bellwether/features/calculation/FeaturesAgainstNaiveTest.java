package dev.bellwether.features.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.ChunkEncoding;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.testing.RandomFacts;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.Event;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Against an independent implementation ([NaiveFeatures]), on lives made at random.
class FeaturesAgainstNaiveTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 9, 20);

    @Property(tries = 150)
    void features_are_what_the_events_say_on_any_day(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int count, @ForAll @IntRange(min = 1, max = 260) int days) {
        Random random = new Random(seed);
        // Reports are computed by hand, in ReportedUsageTest.
        List<Event> events = RandomFacts.of(random, "acme", "a1", FIRST, days, count).stream()
                .filter(event -> !event.hasUsageReported()).toList();
        Assume.that(!events.isEmpty());
        AccountState state = state(events);
        FeatureCalculation calculation = new FeatureCalculation();
        LocalDate first = LocalDate.ofEpochDay(state.firstFactDay());
        for (int i = 0; i < 5; i++) {
            LocalDate day = first.plusDays(random.nextInt(500));
            assertSame(calculation.at(state, Days.of(day)).features(PeerReference.NONE), new NaiveFeatures(events, day).features(), day);
        }
    }

    @Property(tries = 150)
    void the_order_of_arrival_shows_neither_in_the_bytes_nor_in_the_features(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int count) {
        Random random = new Random(seed);
        List<Event> events = RandomFacts.of(random, "acme", "a1", FIRST, 150, count);
        AccountState one = state(events);
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        AccountState other = state(shuffled);
        assertThat(bytes(one)).isEqualTo(bytes(other));
        int day = one.firstFactDay() + random.nextInt(200);
        assertThat(new FeatureCalculation().at(one, day).features(PeerReference.NONE))
                .isEqualTo(new FeatureCalculation().at(other, day).features(PeerReference.NONE));
    }

    @Property(tries = 100)
    void what_is_stored_comes_back(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int count) {
        AccountState state = state(RandomFacts.of(new Random(seed), "acme", "a1", FIRST, 150, count));
        AccountState again = new AccountState();
        for (int i = state.size() - 1; i >= 0; i--) {
            again.load(ChunkEncoding.decode(state.chunk(i).month(), ChunkEncoding.encode(state.chunk(i))));
        }
        assertThat(bytes(again)).isEqualTo(bytes(state));
        assertThat(again.firstFactDay()).isEqualTo(state.firstFactDay());
    }

    private static AccountState state(List<Event> events) {
        AccountState state = new AccountState();
        events.forEach(state::add);
        return state;
    }

    private static List<String> bytes(AccountState state) {
        List<String> bytes = new ArrayList<>();
        for (int i = 0; i < state.size(); i++) {
            bytes.add(state.chunk(i).month() + " " + java.util.HexFormat.of().formatHex(ChunkEncoding.encode(state.chunk(i))));
        }
        return bytes;
    }

    private static void assertSame(Features actual, Features expected, LocalDate day) {
        for (FieldDescriptor field : Features.getDescriptor().getFields()) {
            String name = field.getName();
            if (name.endsWith("_percentile") || name.equals("peer_reference") || name.equals("feature_breadth")) {
                continue;
            }
            assertThat(actual.hasField(field)).as("%s is there on %s", name, day).isEqualTo(expected.hasField(field));
            if (field.getJavaType() == FieldDescriptor.JavaType.DOUBLE) {
                double wanted = (double) expected.getField(field);
                assertThat((double) actual.getField(field)).as("%s on %s", name, day)
                        .isCloseTo(wanted, org.assertj.core.api.Assertions.within(1e-9 * Math.max(1, Math.abs(wanted))));
            } else {
                assertThat(actual.getField(field)).as("%s on %s", name, day).isEqualTo(expected.getField(field));
            }
        }
    }
}
