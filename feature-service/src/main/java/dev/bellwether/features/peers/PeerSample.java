package dev.bellwether.features.peers;

import dev.bellwether.features.state.Bytes;
import dev.bellwether.features.state.BytesReader;
import java.util.List;

/// The peers of one company type in one partition, or, put together, in all: every value, and the features they use
/// (as hashes, ascending).
record PeerSample(PeerDistribution[] distributions, long[] features) {

    static PeerSample together(List<PeerSample> samples) {
        int metrics = PeerMetric.ALL.length;
        PeerDistribution[] distributions = new PeerDistribution[metrics];
        for (int i = 0; i < metrics; i++) {
            int metric = i;
            int peers = samples.stream().mapToInt(each -> each.distributions[metric].peers()).sum();
            double[] all = new double[peers];
            int size = 0;
            for (PeerSample sample : samples) {
                size = sample.distributions[i].expandInto(all, size);
            }
            distributions[i] = PeerDistribution.of(all, size);
        }
        HashedLongs features = new HashedLongs();
        for (PeerSample sample : samples) {
            for (long feature : sample.features) {
                features.add(feature);
            }
        }
        return new PeerSample(distributions, features.sorted());
    }

    void encode(Bytes out) {
        for (PeerDistribution distribution : distributions) {
            distribution.encode(out);
        }
        out.unsigned(features.length);
        for (long feature : features) {
            out.fixed(feature);
        }
    }

    static PeerSample decode(BytesReader in) {
        PeerDistribution[] distributions = new PeerDistribution[PeerMetric.ALL.length];
        for (int i = 0; i < distributions.length; i++) {
            distributions[i] = PeerDistribution.decode(in);
        }
        long[] features = new long[(int) in.unsigned()];
        for (int i = 0; i < features.length; i++) {
            features[i] = in.fixed();
        }
        return new PeerSample(distributions, features);
    }
}
