package dev.bellwether.features.peers;

/// The features that an account is ranked by among its peers. The order is part of the stored form: append only.
public enum PeerMetric {
    MRR,
    EMPLOYEES,
    ACTIVE_DAYS_28,
    SESSIONS_28,
    MEAN_SESSION_MINUTES_28,
    FEATURES_USED_28,
    ACTIVITY_28,
    ENGAGED_SESSION_MINUTES_28,
    USAGE_BREADTH_28;

    static final PeerMetric[] ALL = values();
}
