package dev.bellwether.features.peers;

import dev.bellwether.features.state.Bytes;
import dev.bellwether.features.state.BytesReader;
import java.util.Arrays;

/// How one metric is spread over the peers: ascending values, each with the number of peers below it and up to it.
final class PeerDistribution {

    private final double[] values;
    private final int[] below;
    private final int[] upTo;
    private final int peers;

    private PeerDistribution(double[] values, int[] below, int[] upTo, int peers) {
        this.values = values;
        this.below = below;
        this.upTo = upTo;
        this.peers = peers;
    }

    /// @param sample sorted here
    static PeerDistribution of(double[] sample, int size) {
        Arrays.sort(sample, 0, size);
        double[] values = new double[size];
        int[] below = new int[size];
        int[] upTo = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (count == 0 || sample[i] != values[count - 1]) {
                values[count] = sample[i];
                below[count++] = i;
            }
            upTo[count - 1] = i + 1;
        }
        return new PeerDistribution(
                Arrays.copyOf(values, count), Arrays.copyOf(below, count), Arrays.copyOf(upTo, count), size);
    }

    int peers() {
        return peers;
    }

    /// (peers below + half of the peers equal) / peers; 0.5 when there are none. That is the ridit of I. D. J. Bross,
    /// "How to use ridit analysis", Biometrics 14 (1958), 18-38, also known as percentile rank by mid-ranks.
    ///
    /// Between two points of a [thinned][#thinned] distribution the peers that lie there count half.
    double rank(double value) {
        if (peers == 0) {
            return 0.5;
        }
        int found = Arrays.binarySearch(values, value);
        if (found >= 0) {
            return ((double) below[found] + upTo[found]) / (2d * peers);
        }
        int next = -found - 1;
        int least = next == 0 ? 0 : upTo[next - 1];
        int most = next == values.length ? peers : below[next];
        return ((double) least + most) / (2d * peers);
    }

    /// At most this many of the values, at even distances in rank, the least and the greatest among them. Their ranks stay
    /// exact; that of a value in between is off by at most half a distance.
    PeerDistribution thinned(int points) {
        if (values.length <= points) {
            return this;
        }
        int[] kept = new int[points];
        int count = 0;
        int index = 0;
        for (int k = 0; k < points; k++) {
            long position = (long) k * (peers - 1) / (points - 1);
            while (upTo[index] <= position) {
                index++;
            }
            if (count == 0 || kept[count - 1] != index) {
                kept[count++] = index;
            }
        }
        double[] keptValues = new double[count];
        int[] keptBelow = new int[count];
        int[] keptUpTo = new int[count];
        for (int i = 0; i < count; i++) {
            keptValues[i] = values[kept[i]];
            keptBelow[i] = below[kept[i]];
            keptUpTo[i] = upTo[kept[i]];
        }
        return new PeerDistribution(keptValues, keptBelow, keptUpTo, peers);
    }

    /// Adds the values, each as often as it occurs, to an array. Only of a distribution that has not been thinned.
    int expandInto(double[] sample, int from) {
        int size = from;
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(sample, size, size + upTo[i] - below[i], values[i]);
            size += upTo[i] - below[i];
        }
        return size;
    }

    void encode(Bytes out) {
        out.unsigned(peers);
        out.unsigned(values.length);
        int last = 0;
        for (int i = 0; i < values.length; i++) {
            out.real(values[i]);
            out.unsigned(below[i] - last);
            out.unsigned(upTo[i] - below[i]);
            last = upTo[i];
        }
    }

    static PeerDistribution decode(BytesReader in) {
        int peers = (int) in.unsigned();
        int count = (int) in.unsigned();
        double[] values = new double[count];
        int[] below = new int[count];
        int[] upTo = new int[count];
        int last = 0;
        for (int i = 0; i < count; i++) {
            values[i] = in.real();
            below[i] = last + (int) in.unsigned();
            upTo[i] = below[i] + (int) in.unsigned();
            last = upTo[i];
        }
        return new PeerDistribution(values, below, upTo, peers);
    }
}
