package dev.bellwether.features.closing;

/// How far a partition has come at the end of a backfill. The order is that of time, the numbers are stored.
public enum BackfillStage {
    OPEN,
    /// It has told since when it has history.
    REGISTERED,
    /// It has contributed to the references of the past.
    CONTRIBUTED,
    /// Its accounts live in the present.
    CLOSED
}
