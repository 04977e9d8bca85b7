package dev.bellwether.playbooks.api.rest;

import static dev.bellwether.playbooks.api.rest.Parameters.text;

import dev.bellwether.chassis.access.Scope;
import dev.bellwether.playbooks.api.PlaybookCalls;
import dev.bellwether.playbooks.v1.GetPlaybookRequest;
import dev.bellwether.playbooks.v1.ListPlaybooksRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Playbooks over REST.
@Path("/v1/tenants/{tenant}/playbooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Playbooks", description = "When to recommend what to whom.")
@APIResponse(responseCode = "200", description = "Done.")
@APIResponse(
        responseCode = "400",
        description = "An argument is wrong; `field` names it.",
        content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
public class PlaybookResource {
    private final PlaybookCalls calls;

    PlaybookResource(PlaybookCalls calls) {
        this.calls = calls;
    }

    @GET
    @Scope("recommendations:read")
    @Operation(operationId = "listPlaybooks", summary = "List the playbooks in force, by id")
    public PlaybooksJson list(
            @PathParam("tenant") String tenant,
            @QueryParam("pageSize") String pageSize,
            @QueryParam("pageToken") String pageToken) {
        return PlaybooksJson.of(calls.list(ListPlaybooksRequest.newBuilder()
                .setParent("tenants/" + tenant)
                .setPageSize(Parameters.number("pageSize", pageSize))
                .setPageToken(text(pageToken))
                .build()));
    }

    @GET
    @Scope("recommendations:read")
    @Path("/{id}")
    @Operation(operationId = "getPlaybook", summary = "Get the newest version of a playbook")
    @APIResponse(
            responseCode = "404",
            description = "There is no such playbook.",
            content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public PlaybookJson get(@PathParam("tenant") String tenant, @PathParam("id") String id) {
        return PlaybookJson.of(calls.get(GetPlaybookRequest.newBuilder()
                .setName("tenants/" + tenant + "/playbooks/" + id)
                .build()));
    }
}
