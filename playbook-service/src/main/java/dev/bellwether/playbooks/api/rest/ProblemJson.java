package dev.bellwether.playbooks.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Problem", description = "What is wrong, where, and what to do: problem details of RFC 9457.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemJson(
        @Schema(description = "Always about:blank: title and status tell the kind.") String type,
        @Schema(examples = "Bad Request") String title,
        @Schema(examples = "400") int status,
        @Schema(examples = "must not be negative") String detail,
        @Schema(description = "The same in gRPC's terms.", examples = "INVALID_ARGUMENT") String code,
        @Schema(description = "The field, parameter or part of the path that is wrong.", examples = "pageSize") String field) {
    static final String MEDIA_TYPE = "application/problem+json";
}
