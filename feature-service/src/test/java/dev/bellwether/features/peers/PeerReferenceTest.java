package dev.bellwether.features.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.ingestion.v1.CompanyType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PeerReferenceTest {

    private static final PeerMetric METRIC = PeerMetric.ACTIVITY_28;

    @Test
    void the_rank_counts_the_peers_below_and_half_of_the_equal() {
        // Of 1, 2, 2, 2, 5: below 2 is one, equal are three, so (1 + 1.5) / 5 = 0.5.
        PeerReference reference = reference(List.of(contribution(1, 2, 2, 2, 5)));
        assertThat(reference.rank(METRIC, 2)).isEqualTo(0.5);
        assertThat(reference.rank(METRIC, 1)).isEqualTo(0.1);
        assertThat(reference.rank(METRIC, 5)).isEqualTo(0.9);
        assertThat(reference.rank(METRIC, 3)).isEqualTo(0.8);
        assertThat(reference.rank(METRIC, 0)).isZero();
        assertThat(reference.rank(METRIC, 9)).isEqualTo(1);
    }

    @Test
    void without_peers_every_account_is_in_the_middle() {
        assertThat(reference(List.of(contribution())).rank(METRIC, 4)).isEqualTo(0.5);
        assertThat(PeerReference.NONE.rank(METRIC, 4)).isEqualTo(0.5);
    }

    @Test
    void an_account_that_has_no_value_is_no_peer() {
        PeerSet peers = new PeerSet();
        double[] metrics = new double[PeerMetric.values().length];
        metrics[METRIC.ordinal()] = 1;
        peers.add(metrics);
        metrics[METRIC.ordinal()] = Double.NaN;
        peers.add(metrics);
        PeerReference reference = reference(List.of(Contribution.of(new PeerSet(), peers)));
        assertThat(reference.rank(METRIC, 1)).isEqualTo(0.5);
        assertThat(reference.rank(METRIC, 2)).isEqualTo(1);
        assertThat(reference.rank(PeerMetric.MRR, 1)).isEqualTo(1);
    }

    @Test
    void a_feature_that_peers_of_several_partitions_use_counts_once() {
        PeerSet one = new PeerSet();
        one.addFeature(7);
        one.addFeature(0);
        PeerSet other = new PeerSet();
        other.addFeature(7);
        other.addFeature(9);
        assertThat(reference(List.of(Contribution.of(new PeerSet(), one), Contribution.of(new PeerSet(), other))).featuresInUse())
                .isEqualTo(3);
    }

    @Test
    void company_types_are_apart() {
        PeerSet enterprise = peers(100);
        Contribution contribution = Contribution.of(enterprise, peers(1, 2));
        assertThat(Contribution.reference(0, CompanyType.ENTERPRISE, List.of(contribution)).rank(METRIC, 2)).isZero();
        assertThat(Contribution.reference(0, CompanyType.SELF_SERVE, List.of(contribution)).rank(METRIC, 2)).isEqualTo(0.75);
    }

    @Property(tries = 200)
    void ranks_are_those_counted_one_by_one_however_the_peers_are_spread_over_partitions(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 1000) int count, @ForAll @IntRange(min = 1, max = 12) int partitions) {
        Random random = new Random(seed);
        double[] values = IntStream.range(0, count).mapToDouble(_ -> random.nextInt(50) / 4d).toArray();
        List<Contribution> contributions = spread(values, partitions, random);
        PeerReference reference = reference(contributions);
        Collections.shuffle(contributions, random);
        assertThat(reference(contributions).encode()).isEqualTo(reference.encode());
        PeerReference stored = PeerReference.decode(reference.day(), reference.encode());
        for (double value = -0.5; value < 14; value += 0.125) {
            assertThat(stored.rank(METRIC, value)).isEqualTo(naive(values, value), within(1e-12));
        }
    }

    @Property(tries = 20)
    void with_more_values_than_points_a_rank_is_off_by_at_most_half_a_thousandth(
            @ForAll long seed, @ForAll @IntRange(min = 1002, max = 20_000) int count) {
        Random random = new Random(seed);
        double[] values = IntStream.range(0, count).mapToDouble(_ -> Math.exp(random.nextGaussian() * 3)).toArray();
        PeerReference reference = reference(spread(values, 3, random));
        for (int i = 0; i < 200; i++) {
            double value = i % 2 == 0 ? values[random.nextInt(count)] : Math.exp(random.nextGaussian() * 3);
            assertThat(reference.rank(METRIC, value)).isEqualTo(naive(values, value), within(0.000_5 + 1.0 / count));
        }
        assertThat(reference.encode().length).isLessThan(1001 * 12 + 100);
    }

    /// Straight from the formula.
    private static double naive(double[] peers, double value) {
        double below = 0;
        double equal = 0;
        for (double peer : peers) {
            below += peer < value ? 1 : 0;
            equal += peer == value ? 1 : 0;
        }
        return (below + equal / 2) / peers.length;
    }

    private static List<Contribution> spread(double[] values, int partitions, Random random) {
        List<PeerSet> sets = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            sets.add(new PeerSet());
        }
        for (double value : values) {
            sets.get(random.nextInt(partitions)).add(metrics(value));
        }
        List<Contribution> contributions = new ArrayList<>();
        for (PeerSet set : sets) {
            contributions.add(Contribution.decode(Contribution.of(new PeerSet(), set).encode()));
        }
        return contributions;
    }

    private static PeerReference reference(List<Contribution> contributions) {
        return Contribution.reference(20_000, CompanyType.SELF_SERVE, contributions);
    }

    private static Contribution contribution(double... values) {
        return Contribution.of(new PeerSet(), peers(values));
    }

    private static PeerSet peers(double... values) {
        PeerSet peers = new PeerSet();
        for (double value : values) {
            peers.add(metrics(value));
        }
        return peers;
    }

    private static double[] metrics(double value) {
        double[] metrics = new double[PeerMetric.values().length];
        java.util.Arrays.fill(metrics, Double.NaN);
        metrics[METRIC.ordinal()] = value;
        if (value >= 0) {
            metrics[PeerMetric.MRR.ordinal()] = 0;
        }
        return metrics;
    }
}
