package dev.bellwether.features.state;

/// What is added up per day. The order is part of the stored form: append only.
public enum DailyCounter {
    /// Activity events; a feature used counts its count. At least 1 on every day with activity.
    ACTIVITY,
    SESSIONS,
    /// Sessions whose length is known.
    TIMED_SESSIONS,
    /// Whole seconds of their lengths.
    SESSION_SECONDS,
    /// Billionths of a second beyond those.
    SESSION_NANOS,
    LEARNING,
    RELEASES,
    CONTACTS,
    INVOICES_PAID,
    INVOICES_FAILED,
    /// Facts that count nothing: who a person of the account is, and features said to be used 0 times. In no feature; they make
    /// the account known.
    MENTIONS,
    SIGN_INS;

    static final DailyCounter[] ALL = values();
}
