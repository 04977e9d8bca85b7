package dev.bellwether.segmentation.history;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.store.StreamId;

/// Names the streams of membership events.
public final class MembershipStreams {

    public static final String KIND = "membership";

    private MembershipStreams() {}

    public static StreamId of(AccountKey account) {
        return new StreamId(KIND, account);
    }
}
