package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.plan.PlannedChange;
import dev.bellwether.chassis.definition.plan.WantedChange;
import java.util.List;
import java.util.Optional;

/// A publication that is right as long as nothing else has been changed since it was worked out.
///
/// @param before what there was
/// @param drafts the count of changes of drafts then
/// @param steps  in the order of the request
record PreparedPublication(TenantDefinitions before, long drafts, List<Step> steps, PublicationOutcome outcome) {

    /// @param compiled absent for one that ends, and where there is nothing to do
    /// @param draft    that is done with once it is published
    record Step(PublicationRequest.Change change, WantedChange wanted, PlannedChange planned, Optional<CompiledText<?>> compiled,
            Optional<StoredDraft> draft) {}

    /// Those that change something.
    List<Step> changing() {
        return steps.stream().filter(step -> !step.planned().isNothing()).toList();
    }
}
