package dev.bellwether.features.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.GoldenFiles;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Peers that were stored can be read, and are stored the same today.
class GoldenPeersTest {

    private static final int DAY = 20_513;

    /// Of each metric the peers have 1, 2, 2, 2 and 5 more than its place; they use three features.
    private static Contribution contribution() {
        PeerSet enterprise = new PeerSet();
        for (double value : new double[] {2, 1, 5, 2, 2}) {
            double[] metrics = new double[PeerMetric.values().length];
            for (int i = 0; i < metrics.length; i++) {
                metrics[i] = value + i;
            }
            enterprise.add(metrics);
        }
        enterprise.addFeature(7);
        enterprise.addFeature(-7);
        enterprise.addFeature(0);
        return Contribution.of(enterprise, new PeerSet());
    }

    private static PeerReference reference(Contribution contribution) {
        return Contribution.reference(DAY, CompanyType.ENTERPRISE, List.of(contribution));
    }

    @Test
    void a_contribution_can_be_read_and_is_stored_the_same() {
        byte[] stored = GoldenFiles.unchanged("peer-contribution", 1, contribution().encode());
        PeerReference reference = reference(Contribution.decode(stored));
        assertThat(reference.encode()).isEqualTo(reference(contribution()).encode());
        assertThat(Contribution.decode(stored).encode()).isEqualTo(stored);
    }

    @Test
    void a_reference_is_stored_the_same() {
        GoldenFiles.unchanged("peer-reference", 1, reference(contribution()).encode());
    }

    @ParameterizedTest
    @EnumSource
    void a_reference_can_be_read(PeerMetric metric) {
        PeerReference read = PeerReference.decode(DAY, GoldenFiles.read("peer-reference", 1));
        // Below 2 is one, equal are three: (1 + 1.5) / 5.
        assertThat(read.rank(metric, metric.ordinal() + 2)).isEqualTo(0.5);
        assertThat(read.rank(metric, metric.ordinal() + 1)).isEqualTo(0.1);
        assertThat(read.rank(metric, metric.ordinal() + 9)).isEqualTo(1);
        assertThat(read.featuresInUse()).isEqualTo(3);
        assertThat(read.day()).isEqualTo(DAY);
    }
}
