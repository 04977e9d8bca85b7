package dev.bellwether.ingestion.http;

import dev.bellwether.chassis.errors.ErrorClassifier;
import dev.bellwether.chassis.errors.HttpProblem;
import dev.bellwether.chassis.errors.Refusal;
import io.grpc.Status;
import java.util.Map;

/// The form in which the doors for events tell their callers of a failure: Segment's, with codes of our own.
final class HttpErrors {

    // Not Basic, though that is accepted too: a browser would ask the visitor of the page for a password.
    private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Bearer realm=\"Bellwether\"");

    private HttpErrors() {}

    static HttpAnswer answer(Throwable failure) {
        return switch (ErrorClassifier.unwrapped(failure)) {
            case InvalidCallException bad -> HttpAnswer.failed(bad.status(), bad.code(), bad.getMessage(), headers(bad));
            case Refusal.Unauthenticated unknown ->
                answer(new InvalidCallException(InvalidCallException.Code.UNAUTHENTICATED, unknown.getMessage()));
            case Throwable other -> answer(HttpProblem.of(other));
        };
    }

    private static Map<String, String> headers(InvalidCallException bad) {
        if (bad.code().equals(InvalidCallException.Code.UNSUPPORTED_COMPRESSION.name())) {
            return Map.of("Accept-Encoding", "gzip, identity");
        }
        return switch (bad.status()) {
            case 401 -> CHALLENGE;
            case 405 -> Map.of("Allow", "POST, OPTIONS");
            default -> Map.of();
        };
    }

    private static HttpAnswer answer(HttpProblem problem) {
        String code = problem.code() == Status.Code.RESOURCE_EXHAUSTED ? "OVERLOADED" : problem.code().name();
        String message = problem.field().map(field -> field + ": " + problem.detail()).orElse(problem.detail());
        return HttpAnswer.failed(problem.status(), code, message, problem.headers());
    }
}
