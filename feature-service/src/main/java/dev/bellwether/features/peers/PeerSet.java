package dev.bellwether.features.peers;

import java.util.Arrays;

/// Peers as they are met, one account after another.
public final class PeerSet {

    private static final int METRICS = PeerMetric.ALL.length;

    private final double[][] samples = new double[METRICS][16];
    private final int[] sizes = new int[METRICS];
    private final HashedLongs features = new HashedLongs();

    /// @param metrics by the order of [PeerMetric]; NaN where the account has none: it is no peer then
    public void add(double[] metrics) {
        for (int i = 0; i < METRICS; i++) {
            if (!Double.isNaN(metrics[i])) {
                if (sizes[i] == samples[i].length) {
                    samples[i] = Arrays.copyOf(samples[i], sizes[i] * 2);
                }
                samples[i][sizes[i]++] = metrics[i];
            }
        }
    }

    /// A peer uses the feature.
    public void addFeature(long hash) {
        features.add(hash);
    }

    PeerSample sample() {
        PeerDistribution[] distributions = new PeerDistribution[METRICS];
        for (int i = 0; i < METRICS; i++) {
            distributions[i] = PeerDistribution.of(samples[i], sizes[i]);
        }
        return new PeerSample(distributions, features.sorted());
    }
}
