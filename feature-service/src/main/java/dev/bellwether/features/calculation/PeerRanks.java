package dev.bellwether.features.calculation;

import com.google.type.Date;
import dev.bellwether.features.peers.PeerMetric;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.peers.PeerSet;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.v1.Features;
import java.util.Arrays;

/// Where an account stands among its peers. What it has no value of is NaN.
final class PeerRanks {

    private static final PeerMetric[] METRICS = PeerMetric.values();

    private final double[] metrics = new double[METRICS.length];
    private final double[] ranks = new double[METRICS.length];
    private Date dateOfReference = Date.getDefaultInstance();
    private int dayOfReference = Days.NONE;

    void set(PeerMetric metric, double value) {
        metrics[metric.ordinal()] = value;
    }

    double value(PeerMetric metric) {
        return metrics[metric.ordinal()];
    }

    void contributeTo(PeerSet peers) {
        peers.add(metrics);
    }

    /// @param mrrKnown whether what the account pays is known, rather than nothing
    void into(Features.Builder out, PeerReference peers, boolean mrrKnown) {
        for (PeerMetric metric : METRICS) {
            boolean known = metric == PeerMetric.MRR ? mrrKnown : !Double.isNaN(value(metric));
            ranks[metric.ordinal()] = known ? peers.rank(metric, value(metric)) : Double.NaN;
            if (known) {
                metric.setRank(out, rank(metric));
            }
        }
        FeatureCalculation.set(engagement(), out::setEngagementPercentile);
        if (peers.day() != Days.NONE) {
            out.setPeerReference(date(peers.day()));
        }
    }

    private double engagement() {
        double length = rank(PeerMetric.ENGAGED_SESSION_MINUTES_28);
        double breadth = rank(PeerMetric.USAGE_BREADTH_28);
        boolean frequencyOnly = Double.isNaN(length) && Double.isNaN(breadth);
        return mean(rank(PeerMetric.ACTIVE_DAYS_28), frequencyOnly ? rank(PeerMetric.ACTIVITY_28) : length, breadth);
    }

    /// NaN when the account has no such value.
    private double rank(PeerMetric metric) {
        return ranks[metric.ordinal()];
    }

    /// Of those that are known.
    private static double mean(double... ranks) {
        return Arrays.stream(ranks).filter(rank -> !Double.isNaN(rank)).average().orElse(Double.NaN);
    }

    private Date date(int referenceDay) {
        if (dayOfReference != referenceDay) {
            dayOfReference = referenceDay;
            dateOfReference = Days.date(referenceDay);
        }
        return dateOfReference;
    }
}
