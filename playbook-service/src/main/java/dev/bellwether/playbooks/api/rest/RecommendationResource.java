package dev.bellwether.playbooks.api.rest;

import static dev.bellwether.chassis.constraint.RequestConstraints.checked;
import static dev.bellwether.playbooks.api.rest.Parameters.body;
import static dev.bellwether.playbooks.api.rest.Parameters.text;

import dev.bellwether.chassis.access.Scope;
import dev.bellwether.playbooks.api.RecommendationCalls;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import dev.bellwether.playbooks.v1.CompleteRecommendationRequest;
import dev.bellwether.playbooks.v1.DismissRecommendationRequest;
import dev.bellwether.playbooks.v1.GetRecommendationRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.SnoozeRecommendationRequest;
import dev.bellwether.playbooks.v1.SummarizeOutcomesRequest;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Recommendations over REST: thin, the calls are the same as over gRPC.
@Path("/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Recommendations", description = "What to do for which account.")
@APIResponse(responseCode = "200", description = "Done.")
@APIResponse(
        responseCode = "400",
        description = "An argument is wrong; `field` names it.",
        content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
public class RecommendationResource {
    private final RecommendationCalls calls;

    RecommendationResource(RecommendationCalls calls) {
        this.calls = calls;
    }

    @GET
    @Scope("recommendations:read")
    @Path("/recommendations")
    @Operation(
            operationId = "listRecommendations",
            summary = "List recommendations",
            description = "By value at stake, highest first. Without a status the open ones: OPEN, ACCEPTED and SNOOZED.")
    public RecommendationsJson list(
            @PathParam("tenant") String tenant,
            @Parameter(description = "Only this account's.") @QueryParam("account") String account,
            @Parameter(description = "Only of accounts in this segment.", example = "enterprise-at-risk")
            @QueryParam("segment") String segment,
            @Parameter(schema = @Schema(implementation = RecommendationJson.KindJson.class)) @QueryParam("kind") String kind,
            @Parameter(schema = @Schema(implementation = RecommendationJson.StatusJson.class)) @QueryParam("status") String status,
            @Parameter(description = "`true`: only what is to be done first for its account.",
                    schema = @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.BOOLEAN, defaultValue = "false"))
            @QueryParam("firstOnly") String firstOnly,
            @QueryParam("pageSize") String pageSize,
            @Parameter(description = "`nextPageToken` of the page before. Goes with the same query only.")
            @QueryParam("pageToken") String pageToken) {
        return RecommendationsJson.of(calls.list(checked(ListRecommendationsRequest.newBuilder()
                .setParent("tenants/" + tenant)
                .setAccount(text(account))
                .setSegment(text(segment))
                .setKind(Parameters.kind(kind))
                .setStatus(Parameters.status(status))
                .setFirstOnly(Parameters.yesOrNo("firstOnly", firstOnly))
                .setPageSize(Parameters.number("pageSize", pageSize))
                .setPageToken(text(pageToken))
                .build())));
    }

    @GET
    @Scope("recommendations:read")
    @Path("/recommendations/{id}")
    @Operation(operationId = "getRecommendation", summary = "Get a recommendation, open or closed")
    @APIResponse(
            responseCode = "404",
            description = "There is no such recommendation.",
            content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public RecommendationJson get(@PathParam("tenant") String tenant, @PathParam("id") String id) {
        return RecommendationJson.of(
                calls.get(checked(GetRecommendationRequest.newBuilder().setName(name(tenant, id)).build())));
    }

    @POST
    @Scope("recommendations:write")
    @Path("/recommendations/{id}:accept")
    @Operation(
            operationId = "acceptRecommendation",
            summary = "Take a recommendation on",
            description = "Accepting it again changes nothing. Refused when another user has accepted it.")
    @APIResponse(
            responseCode = "404",
            description = "There is no such recommendation.",
            content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    @APIResponse(
            responseCode = "409",
            description = "It has been answered otherwise, or is closed.",
            content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public RecommendationJson accept(@PathParam("tenant") String tenant, @PathParam("id") String id, AnswerBodies.Accept answer) {
        return RecommendationJson.of(calls.accept(checked(AcceptRecommendationRequest.newBuilder()
                .setName(name(tenant, id))
                .setUser(text(body(answer).user()))
                .build())));
    }

    @POST
    @Scope("recommendations:write")
    @Path("/recommendations/{id}:snooze")
    @Operation(
            operationId = "snoozeRecommendation",
            summary = "Put a recommendation off",
            description = "It stays open, and comes back as OPEN at `until`.")
    @APIResponse(
            responseCode = "404",
            description = "There is no such recommendation.",
            content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    @APIResponse(
            responseCode = "409",
            description = "It has been answered otherwise, or is closed.",
            content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public RecommendationJson snooze(@PathParam("tenant") String tenant, @PathParam("id") String id, AnswerBodies.Snooze answer) {
        return RecommendationJson.of(calls.snooze(checked(SnoozeRecommendationRequest.newBuilder()
                .setName(name(tenant, id))
                .setUser(text(body(answer).user()))
                .setUntil(Parameters.time("until", answer.until()))
                .build())));
    }

    @POST
    @Scope("recommendations:write")
    @Path("/recommendations/{id}:dismiss")
    @Operation(
            operationId = "dismissRecommendation",
            summary = "Refuse a recommendation, with a reason",
            description = "Closes it. The playbook leaves the account alone for its cooldown.")
    @APIResponse(
            responseCode = "404",
            description = "There is no such recommendation.",
            content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    @APIResponse(
            responseCode = "409",
            description = "It has been answered otherwise, or is closed.",
            content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public RecommendationJson dismiss(@PathParam("tenant") String tenant, @PathParam("id") String id, AnswerBodies.Dismiss answer) {
        return RecommendationJson.of(calls.dismiss(checked(DismissRecommendationRequest.newBuilder()
                .setName(name(tenant, id))
                .setUser(text(body(answer).user()))
                .setReason(text(answer.reason()))
                .build())));
    }

    @POST
    @Scope("recommendations:write")
    @Path("/recommendations/{id}:complete")
    @Operation(
            operationId = "completeRecommendation",
            summary = "Tell that it is done, and what came of it",
            description = "Closes it. The playbook leaves the account alone for its cooldown.")
    @APIResponse(
            responseCode = "404",
            description = "There is no such recommendation.",
            content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    @APIResponse(
            responseCode = "409",
            description = "It has been answered otherwise, or is closed.",
            content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public RecommendationJson complete(@PathParam("tenant") String tenant, @PathParam("id") String id, AnswerBodies.Complete answer) {
        return RecommendationJson.of(calls.complete(checked(CompleteRecommendationRequest.newBuilder()
                .setName(name(tenant, id))
                .setUser(text(body(answer).user()))
                .setOutcome(Parameters.outcome(answer.outcome()))
                .setNote(text(answer.note()))
                .build())));
    }

    @GET
    @Scope("recommendations:read")
    @Path("/recommendations:summarize")
    @Operation(operationId = "summarizeRecommendations", summary = "Count the open and achieved recommendations by segment and kind")
    public SummaryJson summarize(@PathParam("tenant") String tenant) {
        return SummaryJson.of(calls.summarize(checked(SummarizeRecommendationsRequest.newBuilder()
                .setParent("tenants/" + tenant)
                .build())));
    }

    @GET
    @Scope("recommendations:read")
    @Path("/recommendations:summarizeOutcomes")
    @Operation(operationId = "summarizeOutcomes", summary = "Count what has come of all recommendations, by playbook")
    public OutcomesJson summarizeOutcomes(@PathParam("tenant") String tenant) {
        return OutcomesJson.of(calls.summarizeOutcomes(checked(SummarizeOutcomesRequest.newBuilder()
                .setParent("tenants/" + tenant)
                .build())));
    }

    private static String name(String tenant, String id) {
        return "tenants/" + tenant + "/recommendations/" + id;
    }
}
