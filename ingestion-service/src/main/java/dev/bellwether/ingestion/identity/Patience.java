package dev.bellwether.ingestion.identity;

import java.time.Duration;

/// How long what a user does waits for a company to become known. SDKs identify first and say the group in a call of its own, and send
/// their calls side by side.
///
/// @param quiet since the user last did something
/// @param most  in all
record Patience(Duration quiet, Duration most) {

    static final Patience NONE = new Patience(Duration.ZERO, Duration.ZERO);
    private static final int AS_LONG = 6;

    static Patience of(IdentityConfig config) {
        return new Patience(config.settleAfter(), config.settleAfter().multipliedBy(AS_LONG));
    }

    boolean isNone() {
        return quiet.isZero();
    }
}
