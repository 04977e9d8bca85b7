package dev.bellwether.chassis.calls;

import dev.bellwether.chassis.access.RequestTenant;
import dev.bellwether.chassis.logs.LogContext;
import io.grpc.Context;

/// What interceptors know of a call, and which trace it is in: both belong to the thread, or the Vert.x context, that the call
/// came on.
public record CallContext(Context call, io.opentelemetry.context.Context trace) {

    public static CallContext current() {
        return new CallContext(Context.current(), io.opentelemetry.context.Context.current());
    }

    /// The work, to be done on another thread as though on this one.
    public Runnable wrap(Runnable work) {
        Runnable known = call.wrap(() -> {
            try (var _ = RequestTenant.tenant().map(LogContext::of).orElseGet(LogContext::none)) {
                work.run();
            }
        });
        return trace == io.opentelemetry.context.Context.root() ? known : trace.wrap(known);
    }
}
