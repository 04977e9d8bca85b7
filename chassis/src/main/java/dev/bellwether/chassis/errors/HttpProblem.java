package dev.bellwether.chassis.errors;

import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What a caller over HTTP learns of a failure: the members of problem details (RFC 9457), which each door writes in the form that its
/// callers expect.
///
/// @param status  of HTTP
/// @param code    the same in gRPC's terms
/// @param detail  what is wrong, and what to do
/// @param field   the argument that is wrong, as the contracts call it
/// @param headers that belong to the answer: when to try again, and how to show who one is
public record HttpProblem(int status, Code code, String detail, Optional<String> field, Map<String, String> headers) {

    public static HttpProblem of(Throwable failure) {
        Refusal refusal = ErrorClassifier.refusal(failure);
        return switch (refusal) {
            case Refusal.InvalidArgument invalid ->
                new HttpProblem(400, Code.INVALID_ARGUMENT, invalid.getMessage(), Optional.of(invalid.field()), Map.of());
            case Refusal.NotFound _ -> problem(404, Code.NOT_FOUND, refusal, Map.of());
            case Refusal.AlreadyExists _ -> problem(409, Code.ALREADY_EXISTS, refusal, Map.of());
            case Refusal.Unauthenticated _ -> problem(401, Code.UNAUTHENTICATED, refusal, Map.of("WWW-Authenticate", "Bearer"));
            case Refusal.PermissionDenied _ -> problem(403, Code.PERMISSION_DENIED, refusal, Map.of());
            case Refusal.FailedPrecondition _ -> problem(409, Code.FAILED_PRECONDITION, refusal, Map.of());
            case Refusal.Aborted _ -> problem(409, Code.ABORTED, refusal, Map.of());
            case Refusal.Unavailable away ->
                problem(503, Code.UNAVAILABLE, refusal, away.retryAfter().map(HttpProblem::retryAfter).orElse(Map.of()));
            case Refusal.Overloaded overloaded -> problem(429, Code.RESOURCE_EXHAUSTED, refusal, retryAfter(overloaded.retryAfter()));
            case Refusal.Internal _ -> problem(500, Code.INTERNAL, refusal, Map.of());
        };
    }

    private static HttpProblem problem(int status, Code code, Refusal refusal, Map<String, String> headers) {
        return new HttpProblem(status, code, refusal.getMessage(), Optional.empty(), headers);
    }

    /// Whole seconds, rounded up: a client that comes back too early is refused again, and one that reads 0 comes back at once.
    private static Map<String, String> retryAfter(Duration wait) {
        return Map.of("Retry-After", Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
    }
}
