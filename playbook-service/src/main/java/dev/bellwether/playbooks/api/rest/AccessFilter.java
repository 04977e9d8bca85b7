package dev.bellwether.playbooks.api.rest;

import dev.bellwether.chassis.access.Caller;
import dev.bellwether.chassis.access.HttpAccess;
import dev.bellwether.chassis.access.Scope;
import dev.bellwether.chassis.errors.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Authorizes the calls of every REST method, by its [Scope] and the tenant in its path. One without a scope is refused to every caller.
public class AccessFilter {
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void check(ContainerRequestContext request, ResourceInfo resource, RoutingContext context) {
        Caller caller = HttpAccess.caller(context);
        Scope scope = resource.getResourceMethod().getAnnotation(Scope.class);
        String tenant = request.getUriInfo().getPathParameters().getFirst("tenant");
        if (scope == null || tenant == null) {
            throw new Refusal.PermissionDenied("nothing says who may call this");
        }
        caller.requireScope(scope.value());
        caller.requireTenant(tenant);
    }
}
