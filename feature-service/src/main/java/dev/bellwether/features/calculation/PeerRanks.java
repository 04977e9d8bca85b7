package dev.bellwether.features.calculation;

import com.google.type.Date;
import dev.bellwether.features.peers.PeerMetric;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.peers.PeerSet;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.v1.Features;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/// Where an account stands among its peers. What it has no value of is NaN.
final class PeerRanks {

    private final double[] metrics = new double[PeerMetric.values().length];
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
        if (mrrKnown) {
            out.setMrrPercentile(rank(PeerMetric.MRR, peers));
        }
        ranked(PeerMetric.EMPLOYEES, peers, out::setEmployeesPercentile);
        double activeDays = ranked(PeerMetric.ACTIVE_DAYS_28, peers, out::setActiveDays28Percentile);
        ranked(PeerMetric.SESSIONS_28, peers, out::setSessions28Percentile);
        ranked(PeerMetric.MEAN_SESSION_MINUTES_28, peers, out::setMeanSessionMinutes28Percentile);
        ranked(PeerMetric.FEATURES_USED_28, peers, out::setFeaturesUsed28Percentile);
        double activity = ranked(PeerMetric.ACTIVITY_28, peers, out::setActivity28Percentile);
        double length = ranked(PeerMetric.ENGAGED_SESSION_MINUTES_28, peers, out::setEngagedSessionMinutes28Percentile);
        double breadth = ranked(PeerMetric.USAGE_BREADTH_28, peers, out::setUsageBreadth28Percentile);
        boolean frequencyOnly = Double.isNaN(length) && Double.isNaN(breadth);
        FeatureCalculation.set(mean(activeDays, frequencyOnly ? activity : length, breadth), out::setEngagementPercentile);
        if (peers.day() != Days.NONE) {
            out.setPeerReference(date(peers.day()));
        }
    }

    /// @return the rank, NaN when the account has no such value
    private double ranked(PeerMetric metric, PeerReference peers, DoubleConsumer feature) {
        double rank = Double.isNaN(value(metric)) ? Double.NaN : rank(metric, peers);
        FeatureCalculation.set(rank, feature);
        return rank;
    }

    private double rank(PeerMetric metric, PeerReference peers) {
        return peers.rank(metric, value(metric));
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
