package dev.bellwether.playbooks.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bellwether.playbooks.v1.ListPlaybooksResponse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Playbooks", description = "A page of playbooks, by id.")
record PlaybooksJson(
        List<PlaybookJson> playbooks,
        @Schema(description = "Absent on the last page.") @JsonInclude(JsonInclude.Include.NON_EMPTY) String nextPageToken) {

    static PlaybooksJson of(ListPlaybooksResponse response) {
        return new PlaybooksJson(
                response.getPlaybooksList().stream().map(PlaybookJson::of).toList(), response.getNextPageToken());
    }
}
