package dev.bellwether.playbooks.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.bellwether.chassis.errors.HttpProblem;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.text.JsonFaults;
import io.grpc.Status;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Errors over REST: the same refusals as over gRPC, as problem details. Nothing of the inside leaves.
public class Problems {
    private static final Pattern AFTER_UNDERSCORE = Pattern.compile("_([a-z])");

    @ServerExceptionMapper
    public Response refused(Refusal refusal) {
        return failed(refusal);
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException broken) {
        String field = broken instanceof JsonMappingException mapping
                ? mapping.getPath().stream().map(JsonMappingException.Reference::getFieldName).filter(Objects::nonNull)
                        .collect(Collectors.joining("."))
                : "";
        String detail = switch (broken) {
            case UnrecognizedPropertyException unknown -> "There is no field " + field + " here; there are "
                    + unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")) + ".";
            case JsonMappingException _ when !field.isEmpty() -> "Must be a text in double quotes.";
            case JsonMappingException _ -> "The body must be a JSON object.";
            default -> "The body " + JsonFaults.fault(broken) + ".";
        };
        return problem(Response.Status.BAD_REQUEST, detail, Status.Code.INVALID_ARGUMENT, field.isEmpty() ? "body" : field);
    }

    /// Quarkus has a mapper of its own for this kind, with an answer that says nothing.
    @ServerExceptionMapper
    public Response unreadable(MismatchedInputException broken) {
        return unreadable((JsonProcessingException) broken);
    }

    @ServerExceptionMapper
    public Response outsideTheApi(WebApplicationException refused, UriInfo asked) {
        if (refused.getCause() instanceof JsonProcessingException broken) {
            return unreadable(broken);
        }
        var status = refused.getResponse().getStatusInfo();
        return Response.status(status)
                .type(ProblemJson.MEDIA_TYPE)
                .entity(new ProblemJson("about:blank", status.getReasonPhrase(), status.getStatusCode(),
                        detail(status.getStatusCode(), asked), null, null))
                .build();
    }

    private static String detail(int status, UriInfo asked) {
        return switch (status) {
            case 404 -> "There is nothing at " + asked.getRequestUri().getPath() + "; /openapi lists what there is.";
            case 405 -> "This path does not take this method.";
            case 406 -> "The answer is application/json.";
            case 413 -> "The body is larger than any that is taken.";
            case 415 -> "The body must be application/json.";
            default -> "The request cannot be understood.";
        };
    }

    @ServerExceptionMapper
    public Response failed(RuntimeException failure) {
        HttpProblem problem = HttpProblem.of(failure);
        var response = Response.fromResponse(problem(Response.Status.fromStatusCode(problem.status()), problem.detail(), problem.code(),
                problem.field().map(Problems::field).orElse(null)));
        problem.headers().forEach(response::header);
        return response.build();
    }

    private static Response problem(Response.Status status, String detail, Status.Code code, String field) {
        var problem = new ProblemJson("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, code.name(), field);
        return Response.status(status).type(ProblemJson.MEDIA_TYPE).entity(problem).build();
    }

    /// Contracts write page_size, JSON pageSize.
    private static String field(String field) {
        return switch (field) {
            case "parent" -> "tenant";
            case "name" -> "id";
            case String other -> AFTER_UNDERSCORE.matcher(other).replaceAll(match -> match.group(1).toUpperCase(java.util.Locale.ROOT));
        };
    }
}
