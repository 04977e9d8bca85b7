package dev.bellwether.ingestion.http;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.sql.SqlFailure;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/// What a caller over HTTP learns of a failure: the caller's own fault in full, nothing of what is inside.
final class HttpErrors {

    private static final Logger LOG = Logger.getLogger(HttpErrors.class);

    // Not Basic, though that is taken too: a browser would ask whoever looks at the page for a password.
    private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Bearer realm=\"Bellwether\"");

    private HttpErrors() {}

    static HttpAnswer answer(Throwable failure) {
        return switch (failure) {
            case InvalidCallException bad when bad.status() == 401 ->
                    HttpAnswer.failed(401, bad.code(), bad.getMessage(), CHALLENGE);
            case InvalidCallException bad when bad.status() == 405 -> HttpAnswer.failed(405, bad.code(), bad.getMessage(), Map.of("Allow", "POST, OPTIONS"));
            case InvalidCallException bad when bad.code().equals(InvalidCallException.Code.UNSUPPORTED_COMPRESSION.name()) ->
                    HttpAnswer.failed(bad.status(), bad.code(), bad.getMessage(), Map.of("Accept-Encoding", "gzip, identity"));
            case InvalidCallException bad -> HttpAnswer.failed(bad.status(), bad.code(), bad.getMessage(), Map.of());
            case Refusal refusal -> refused(refusal);
            case CompletionException wrapper when wrapper.getCause() != null -> answer(wrapper.getCause());
            case ExecutionException wrapper when wrapper.getCause() != null -> answer(wrapper.getCause());
            case SqlFailure away when away.isTransient() -> {
                LOG.warnf("the storage is not available: %s", away.getMessage());
                yield HttpAnswer.failed(503, "UNAVAILABLE", "not available just now; try again", retryAfter(Duration.ofSeconds(1)));
            }
            default -> internal(failure);
        };
    }

    private static HttpAnswer refused(Refusal refusal) {
        return switch (refusal) {
            case Refusal.InvalidArgument invalid ->
                    HttpAnswer.failed(400, "INVALID_ARGUMENT", invalid.field() + ": " + invalid.getMessage(), Map.of());
            case Refusal.NotFound missing -> HttpAnswer.failed(404, "NOT_FOUND", missing.getMessage(), Map.of());
            case Refusal.AlreadyExists there -> HttpAnswer.failed(409, "ALREADY_EXISTS", there.getMessage(), Map.of());
            case Refusal.Unauthenticated unknown -> answer(new InvalidCallException(InvalidCallException.Code.UNAUTHENTICATED, unknown.getMessage()));
            case Refusal.PermissionDenied denied -> HttpAnswer.failed(403, "PERMISSION_DENIED", denied.getMessage(), Map.of());
            case Refusal.FailedPrecondition failed -> HttpAnswer.failed(409, "FAILED_PRECONDITION", failed.getMessage(), Map.of());
            case Refusal.Unavailable away -> HttpAnswer.failed(503, "UNAVAILABLE", away.getMessage(), Map.of());
            case Refusal.Overloaded overloaded ->
                    HttpAnswer.failed(429, "OVERLOADED", overloaded.getMessage(), retryAfter(overloaded.retryAfter()));
        };
    }

    /// Whole seconds, at least one: a client that reads 0 would come back at once.
    private static Map<String, String> retryAfter(Duration wait) {
        return Map.of("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    private static HttpAnswer internal(Throwable failure) {
        String reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.errorf(failure, "internal error, reference %s", reference);
        return HttpAnswer.failed(500, "INTERNAL", "internal error, reference " + reference, Map.of());
    }
}
