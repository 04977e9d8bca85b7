package dev.bellwether.features.peers;

import dev.bellwether.features.v1.Features;
import java.util.function.ObjDoubleConsumer;

/// The features that an account is ranked by among its peers. The order is part of the stored form: append only.
public enum PeerMetric {
    MRR(Features.Builder::setMrrPercentile),
    EMPLOYEES(Features.Builder::setEmployeesPercentile),
    ACTIVE_DAYS_28(Features.Builder::setActiveDays28Percentile),
    SESSIONS_28(Features.Builder::setSessions28Percentile),
    MEAN_SESSION_MINUTES_28(Features.Builder::setMeanSessionMinutes28Percentile),
    FEATURES_USED_28(Features.Builder::setFeaturesUsed28Percentile),
    ACTIVITY_28(Features.Builder::setActivity28Percentile),
    ENGAGED_SESSION_MINUTES_28(Features.Builder::setEngagedSessionMinutes28Percentile),
    USAGE_BREADTH_28(Features.Builder::setUsageBreadth28Percentile);

    static final PeerMetric[] ALL = values();

    private final ObjDoubleConsumer<Features.Builder> feature;

    PeerMetric(ObjDoubleConsumer<Features.Builder> feature) {
        this.feature = feature;
    }

    /// Sets the feature whose `rank_of` is this one.
    public void setRank(Features.Builder features, double rank) {
        feature.accept(features, rank);
    }
}
