package dev.bellwether.features.peers;

import dev.bellwether.features.state.Bytes;
import dev.bellwether.features.state.BytesReader;
import dev.bellwether.features.state.Days;
import java.util.stream.IntStream;

/// What an account of one tenant and company type is measured against: its peers as of one day, frozen.
///
/// Exact for up to 1001 different values of a metric. With more, 1001 of them are kept at even distances in rank; the rank
/// of a value between two of them is then off by at most 0.0005.
public final class PeerReference {

    static final int POINTS = 1001;

    /// No reference is in force: every rank is 0.5.
    public static final PeerReference NONE = new PeerReference(Days.NONE, noPeers(), 0);

    private final int day;
    private final PeerDistribution[] distributions;
    private final int featuresInUse;

    private PeerReference(int day, PeerDistribution[] distributions, int featuresInUse) {
        this.day = day;
        this.distributions = distributions;
        this.featuresInUse = featuresInUse;
    }

    static PeerReference of(int day, PeerSample peers) {
        PeerDistribution[] distributions = new PeerDistribution[PeerMetric.ALL.length];
        for (int i = 0; i < distributions.length; i++) {
            distributions[i] = peers.distributions()[i].thinned(POINTS);
        }
        return new PeerReference(day, distributions, peers.features().length);
    }

    /// The day at whose end the peers were looked at; [Days#NONE] for none.
    public int day() {
        return day;
    }

    /// Different features that any peer used in the 28 days.
    public int featuresInUse() {
        return featuresInUse;
    }

    /// (peers below + half of the peers equal) / peers, by Bross's ridit (see [PeerDistribution#rank]); 0.5 without peers.
    public double rank(PeerMetric metric, double value) {
        return distributions[metric.ordinal()].rank(value);
    }

    public byte[] encode() {
        Bytes out = new Bytes(1024);
        out.unsigned(featuresInUse);
        for (PeerDistribution distribution : distributions) {
            distribution.encode(out);
        }
        return out.toArray();
    }

    public static PeerReference decode(int day, byte[] bytes) {
        BytesReader in = new BytesReader(bytes);
        int featuresInUse = (int) in.unsigned();
        PeerDistribution[] distributions = new PeerDistribution[PeerMetric.ALL.length];
        for (int i = 0; i < distributions.length; i++) {
            distributions[i] = PeerDistribution.decode(in);
        }
        return new PeerReference(day, distributions, featuresInUse);
    }

    private static PeerDistribution[] noPeers() {
        return IntStream.range(0, PeerMetric.ALL.length)
                .mapToObj(_ -> PeerDistribution.of(new double[0], 0))
                .toArray(PeerDistribution[]::new);
    }
}
