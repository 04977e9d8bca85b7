package dev.bellwether.ingestion.trackingplan;

import dev.bellwether.chassis.work.PeriodicWork;
import dev.bellwether.chassis.definition.Definitions;
import dev.bellwether.mapping.BrokenDefinition;
import io.quarkus.hibernate.reactive.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// The newest plan of every tenant, compiled, in memory. Looked after once a second; while the database is away what is known
/// stays.
@ApplicationScoped
public class PlansInForce implements TrackingPlans {

    static final Definitions DEFINITIONS = new Definitions("tracking-plans");

    private static final Logger LOG = Logger.getLogger(PlansInForce.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private record InForce(int version, CompiledPlan plan) {}

    private record Head(String tenant, int version) {}

    private final PeriodicWork work = PeriodicWork.every(INTERVAL, "refreshing-plans",
            "Refreshing tracking plans, while the last known ones stay in force,", this::reload);
    private volatile Map<String, InForce> plans = Map.of();
    private long changes = -1;

    @Override
    public TrackingPlan inForce(String tenant) {
        return compiled(tenant);
    }

    CompiledPlan compiled(String tenant) {
        InForce found = plans.get(tenant);
        return found == null ? ShippedPlan.COMPILED : found.plan();
    }

    /// Returns when the plans are known.
    public void start() {
        reload();
        work.start();
    }

    public void stop() {
        work.stop();
    }

    /// Only when something has changed, and only what has.
    synchronized void reload() {
        long now = DEFINITIONS.changes();
        if (now == changes) {
            return;
        }
        Map<String, InForce> before = plans;
        Map<String, InForce> after = new HashMap<>();
        for (Head head : heads()) {
            InForce known = before.get(head.tenant());
            if (known != null && known.version() == head.version()) {
                after.put(head.tenant(), known);
            } else {
                after.put(head.tenant(), new InForce(head.version(), compile(head)));
            }
        }
        plans = after;
        changes = now;
    }

    private static List<Head> heads() {
        return DEFINITIONS.read(() -> Panache.getSession().flatMap(session -> session
                .createQuery("select tenant, max(version) from StoredPlan group by tenant", Object[].class).getResultList()))
                .stream().map(row -> new Head((String) row[0], (Integer) row[1])).toList();
    }

    private CompiledPlan compile(Head head) {
        StoredPlan stored = DEFINITIONS.read(() -> StoredPlan.findById(new StoredPlan.Key(head.tenant(), head.version())));
        try {
            return PlanReader.read(stored.definition);
        } catch (BrokenDefinition broken) {
            // It was published under another release. One tenant's plan must not stop the others' events.
            LOG.errorf("Version %d of the tracking plan of %s cannot be used by this release (%s): what was in force before is applied",
                    (Integer) head.version(), head.tenant(), broken.getMessage());
            return compiled(head.tenant());
        }
    }
}
