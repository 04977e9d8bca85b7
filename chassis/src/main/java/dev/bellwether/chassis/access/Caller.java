package dev.bellwether.chassis.access;

import dev.bellwether.chassis.errors.Refusal;
import io.grpc.Context;
import java.util.Optional;
import java.util.Set;

/// The client that made a call, as its credential describes it.
///
/// @param name   for logs: the subject of a token, or which key it was
/// @param scopes what it allows, as in `segments:read`; empty for everything
/// @param tenants whose data it opens; empty for all tenants
public record Caller(String name, Optional<Set<String>> scopes, Optional<Set<String>> tenants) {

    static final Context.Key<Caller> KEY = Context.key("caller");

    /// What a service of this installation may do with another.
    static final String OPERATIONS = "operations";

    private static final Caller SERVICE = new Caller("a service", Optional.of(Set.of(OPERATIONS)), Optional.empty());

    /// Who may do everything.
    public static Caller admin() {
        return new Caller("the admin key", Optional.empty(), Optional.empty());
    }

    static Caller service() {
        return SERVICE;
    }

    boolean isService() {
        return this == SERVICE;
    }

    /// Of the gRPC call that this thread works for, or that [dev.bellwether.chassis.calls.VirtualCalls] does for it.
    public static Caller current() {
        Caller caller = KEY.get();
        if (caller == null) {
            throw new IllegalStateException("not within a call that AccessInterceptor has let in");
        }
        return caller;
    }

    public boolean isForAllTenants() {
        return tenants.isEmpty();
    }

    public boolean isFor(String tenant) {
        return tenants.isEmpty() || tenants.get().contains(tenant);
    }

    /// @throws Refusal.PermissionDenied
    public void requireScope(String scope) {
        if (scopes.isPresent() && !scopes.get().contains(scope)) {
            throw new Refusal.PermissionDenied("this credential does not have the scope '" + scope + "', which this needs");
        }
    }

    /// @throws Refusal.PermissionDenied
    public void requireTenant(String tenant) {
        if (!isFor(tenant)) {
            throw new Refusal.PermissionDenied("this credential is not for the tenant '" + tenant + "'");
        }
    }

    /// @throws Refusal.PermissionDenied
    public void requireAllTenants() {
        if (!isForAllTenants()) {
            throw new Refusal.PermissionDenied("this concerns the whole installation, and the credential is for some of its tenants only");
        }
    }
}
