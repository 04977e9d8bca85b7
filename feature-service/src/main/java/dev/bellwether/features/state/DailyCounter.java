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
    INVOICES_FAILED,
    /// Times that somebody said who a person of the account is. In no feature; it makes the account known.
    IDENTIFICATIONS;

    static final DailyCounter[] ALL = values();
}
