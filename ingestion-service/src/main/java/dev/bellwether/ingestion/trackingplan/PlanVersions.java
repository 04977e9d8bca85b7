package dev.bellwether.ingestion.trackingplan;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.mapping.BrokenDefinition;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The versions of all tenants' plans, which are kept for ever: what was recorded under one can be read back with it.
@ApplicationScoped
public class PlanVersions {

    private final PlansInForce inForce;
    private final InstantSource clock;

    PlanVersions(PlansInForce inForce, InstantSource clock) {
        this.inForce = inForce;
        this.clock = clock;
    }

    public PlanVersion inForce(String tenant) {
        return PlansInForce.DEFINITIONS.read(() -> newest(tenant)).map(PlanVersion::of).orElse(PlanVersion.shipped(tenant));
    }

    /// @throws Refusal.NotFound when there is no such version
    public PlanVersion version(String tenant, int number) {
        if (number == 0) {
            return PlanVersion.shipped(tenant);
        }
        StoredPlan stored = PlansInForce.DEFINITIONS.read(() -> StoredPlan.findById(new StoredPlan.Key(tenant, number)));
        if (stored == null) {
            String name = new PlanVersion(tenant, number, "", Optional.empty()).name();
            throw new Refusal.NotFound(name, name + " does not exist");
        }
        return PlanVersion.of(stored);
    }

    /// Newest first.
    ///
    /// @param before the last number on the page before; [Integer#MAX_VALUE] for the first page
    public List<PlanVersion> list(String tenant, int before, int most) {
        return PlansInForce.DEFINITIONS.read(() -> StoredPlan
                .<StoredPlan>find("tenant = ?1 and version < ?2", Sort.descending("version"), tenant, before).page(0, most).list())
                .stream().map(PlanVersion::of).toList();
    }

    /// What is in force already is not published again, so that this may be repeated.
    ///
    /// @throws Refusal.InvalidArgument when the plan cannot be used
    public PlanVersion publish(String tenant, String definition) {
        compile(definition);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        StoredPlan published = PlansInForce.DEFINITIONS.change(() -> newest(tenant).flatMap(newest -> {
            if (newest.isPresent() && newest.get().definition.equals(definition)) {
                return Uni.createFrom().item(newest.get());
            }
            StoredPlan plan = new StoredPlan();
            plan.tenant = tenant;
            plan.version = newest.map(before -> before.version).orElse(0) + 1;
            plan.definition = definition;
            plan.createTime = now;
            return plan.<StoredPlan>persist();
        }));
        inForce.reload();
        return PlanVersion.of(published);
    }

    /// What publishing it would make of it.
    ///
    /// @throws Refusal.InvalidArgument when the plan cannot be used
    public PlanVersion check(String tenant, String definition) {
        compile(definition);
        PlanVersion newest = inForce(tenant);
        return newest.publishedAt().isPresent() && newest.definition().equals(definition) ? newest
                : new PlanVersion(tenant, newest.number() + 1, definition, Optional.empty());
    }

    static CompiledPlan compile(String definition) {
        try {
            return PlanReader.read(definition);
        } catch (BrokenDefinition broken) {
            throw new Refusal.InvalidArgument("definition",
                    "line " + broken.place().line() + ", column " + broken.place().column() + ": " + broken.problem());
        }
    }

    private static Uni<Optional<StoredPlan>> newest(String tenant) {
        return StoredPlan.<StoredPlan>find("tenant", Sort.descending("version"), tenant).firstResult().map(Optional::ofNullable);
    }
}
