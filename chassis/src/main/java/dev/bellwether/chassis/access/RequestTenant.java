package dev.bellwether.chassis.access;

import io.grpc.Context;
import java.util.Optional;

/// Whose data the gRPC call under way is about, as far as its request says so: a call is let in before its request is read.
public final class RequestTenant {

    static final Context.Key<RequestTenant> KEY = Context.key("requestTenant");

    private volatile String tenant;

    /// Of the call that this thread works for.
    public static Optional<String> tenant() {
        RequestTenant requestTenant = KEY.get();
        return requestTenant == null ? Optional.empty() : Optional.ofNullable(requestTenant.tenant);
    }

    void is(String named) {
        tenant = named;
    }
}
