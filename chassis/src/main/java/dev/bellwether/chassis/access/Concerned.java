package dev.bellwether.chassis.access;

import io.grpc.Context;
import java.util.Optional;

/// Whose data the gRPC call under way is about, as far as its request says so: a call is let in before its request is read.
public final class Concerned {

    static final Context.Key<Concerned> KEY = Context.key("concerned");

    private volatile String tenant;

    /// Of the call that this thread works for.
    public static Optional<String> tenant() {
        Concerned concerned = KEY.get();
        return concerned == null ? Optional.empty() : Optional.ofNullable(concerned.tenant);
    }

    void is(String named) {
        tenant = named;
    }
}
