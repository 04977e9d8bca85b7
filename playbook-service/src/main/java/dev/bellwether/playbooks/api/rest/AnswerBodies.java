package dev.bellwether.playbooks.api.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The bodies of the four answers.
final class AnswerBodies {

    private AnswerBodies() {}

    @Schema(name = "Accept")
    record Accept(@Schema(required = true, maxLength = 256, description = "Who accepts.", examples = "ana@acme.example") String user) {}

    @Schema(name = "Snooze")
    record Snooze(
            @Schema(required = true, maxLength = 256, examples = "ana@acme.example") String user,
            @Schema(
                    required = true,
                    format = "date-time",
                    description = "In the future, and before the recommendation expires.",
                    examples = "2026-12-01T09:00:00Z") String until) {}

    @Schema(name = "Dismiss")
    record Dismiss(
            @Schema(required = true, maxLength = 256, examples = "ana@acme.example") String user,
            @Schema(required = true, maxLength = 1000, examples = "They are moving office this month.") String reason) {}

    @Schema(name = "Complete")
    record Complete(
            @Schema(required = true, maxLength = 256, examples = "ana@acme.example") String user,
            @Schema(required = true, implementation = RecommendationJson.OutcomeJson.class) String outcome,
            @Schema(maxLength = 2000, examples = "Renewed for a year.") String note) {}
}
