package dev.bellwether.segmentation.history;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.DecidedEvent;
import dev.bellwether.chassis.store.AggregateCodec;
import dev.bellwether.chassis.store.NewEvent;
import dev.bellwether.chassis.store.StoredEvent;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipEvent;
import java.time.Instant;

/// How a membership is stored: its events as [EventCodec] has them, its snapshot as [StateCodec] has it.
public final class MembershipCodec implements AggregateCodec<Membership, MembershipEvent> {

    public static final String KIND = "membership";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public NewEvent encode(AccountKey account, long version, DecidedEvent<Membership, MembershipEvent> decided, Instant decidedAt) {
        return EventCodec.encode(account, version, decidedAt, decided.event());
    }

    @Override
    public MembershipEvent decode(StoredEvent event) {
        return EventCodec.decode(EventCodec.message(event.payload()));
    }

    @Override
    public byte[] encodeSnapshot(Membership membership) {
        return StateCodec.encode(membership);
    }

    @Override
    public Membership decodeSnapshot(AccountKey account, long version, byte[] snapshot) {
        return StateCodec.decode(snapshot);
    }
}
