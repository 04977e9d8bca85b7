package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.plan.NamedProblem;
import dev.bellwether.chassis.definition.plan.PlannedChange;
import java.time.LocalDate;
import java.util.List;

/// What was published, or would be.
///
/// @param changes  in the order of the request
/// @param warnings of the texts
/// @param firstDay that they decide
public record PublicationOutcome(List<PlannedChange> changes, List<NamedProblem> warnings, LocalDate firstDay) {}
