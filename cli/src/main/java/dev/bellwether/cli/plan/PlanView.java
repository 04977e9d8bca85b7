package dev.bellwether.cli.plan;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.TrackingPlan;
import java.time.Instant;
import java.util.Optional;

/// A version of a tracking plan as the command line shows it.
///
/// @param version   0 for the one that ships with Bellwether
/// @param published empty for that one, and for one that was only checked
record PlanView(String name, int version, Optional<Instant> published, String definition) {

    static PlanView of(TrackingPlan plan) {
        return new PlanView(plan.getName(), plan.getVersion(),
                plan.hasCreateTime() ? Optional.of(Dates.instant(plan.getCreateTime())) : Optional.empty(), plan.getDefinition());
    }
}
