package dev.bellwether.features.state;

/// What is added up per day. The order is part of the stored form: append only.
public enum DailyCounter {
    /// Activity events; a feature used counts its count. At least 1 on every day with activity.
    ACTIVITY,
    SESSIONS,
    /// Each session rounded to whole seconds.
    SESSION_SECONDS,
    LEARNING,
    RELEASES,
    CONTACTS,
    INVOICES_PAID,
    /// Cents, less refunds.
    INVOICES_PAID_CENTS,
    INVOICES_FAILED;

    static final DailyCounter[] ALL = values();
}
