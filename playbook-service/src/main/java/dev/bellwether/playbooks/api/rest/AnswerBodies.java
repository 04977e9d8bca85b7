package dev.bellwether.playbooks.api.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The bodies of the four answers. What is required, and how long it may be, comes from the contract ([LimitsSchema]).
final class AnswerBodies {

    private AnswerBodies() {}

    @Schema(name = "Accept")
    record Accept(@Schema(description = "Who accepts.", examples = "ana@acme.example") String user) {}

    @Schema(name = "Snooze")
    record Snooze(
            @Schema(examples = "ana@acme.example") String user,
            @Schema(
                    format = "date-time",
                    description = "In the future, and before the recommendation expires.",
                    examples = "2026-12-01T09:00:00Z") String until) {}

    @Schema(name = "Dismiss")
    record Dismiss(
            @Schema(examples = "ana@acme.example") String user,
            @Schema(examples = "They are moving office this month.") String reason) {}

    @Schema(name = "Complete")
    record Complete(
            @Schema(examples = "ana@acme.example") String user,
            @Schema(implementation = RecommendationJson.OutcomeJson.class) String outcome,
            @Schema(examples = "Renewed for a year.") String note) {}
}
