package dev.bellwether.chassis.metrics;

import dev.bellwether.chassis.access.InstallationKeys;
import dev.bellwether.chassis.errors.HttpRefusal;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Protects the management port, health checks excepted: a caller needs `bellwether.metrics.key`, since metrics disclose business
/// figures.
@ApplicationScoped
class MetricsDoor {

    private static final String HEALTH = "/q/health";

    private final InstallationKeys keys;

    MetricsDoor(InstallationKeys keys) {
        this.keys = keys;
    }

    void guard(@Observes ManagementInterface management) {
        // Before everything else that answers.
        management.router().route().order(Integer.MIN_VALUE).handler(this::check);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.equals(HEALTH) || path.startsWith(HEALTH + "/") || keys.opensMetrics(context.request().getHeader("authorization"))) {
            context.next();
            return;
        }
        HttpRefusal.unauthenticated(context,
                "this needs the metrics key of the installation (bellwether.metrics.key): send it as 'authorization: Bearer <key>'");
    }
}
