package dev.bellwether.playbooks.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bellwether.playbooks.v1.ListRecommendationsResponse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Recommendations", description = "A page of recommendations, by value at stake, highest first.")
record RecommendationsJson(
        List<RecommendationJson> recommendations,
        @Schema(description = "Absent on the last page.") @JsonInclude(JsonInclude.Include.NON_EMPTY) String nextPageToken) {

    static RecommendationsJson of(ListRecommendationsResponse response) {
        return new RecommendationsJson(
                response.getRecommendationsList().stream().map(RecommendationJson::of).toList(),
                response.getNextPageToken());
    }
}
