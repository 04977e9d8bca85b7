package dev.bellwether.chassis.metrics;

import java.util.Locale;

/// How far an event has come, in the order of the pipeline.
public enum PipelineStage {
    /// Recorded.
    JOURNAL,
    /// Folded into its account's features.
    FEATURES,
    /// Its account's membership is decided.
    SEGMENTS,
    /// What to do about it is decided.
    RECOMMENDATIONS;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
