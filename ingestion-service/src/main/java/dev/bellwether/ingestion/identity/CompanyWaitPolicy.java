package dev.bellwether.ingestion.identity;

import java.time.Duration;

/// How long what a user does waits for a company to become known. SDKs identify first and say the group in a call of its own, and send
/// their calls side by side.
///
/// @param quiet since the user last did something
/// @param most  in all
record CompanyWaitPolicy(Duration quiet, Duration most) {

    static final CompanyWaitPolicy NONE = new CompanyWaitPolicy(Duration.ZERO, Duration.ZERO);
    private static final int AS_LONG = 6;

    static CompanyWaitPolicy of(IdentityConfig config) {
        return new CompanyWaitPolicy(config.settleAfter(), config.settleAfter().multipliedBy(AS_LONG));
    }

    boolean isNone() {
        return quiet.isZero();
    }
}
