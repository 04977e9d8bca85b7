package dev.bellwether.chassis.errors;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a caller is told instead of an answer, in the caller's terms. Becomes a gRPC status with `google.rpc` details ([GrpcErrors]), or
/// problem details over HTTP ([HttpProblem]). Of everything else that is thrown [ErrorClassifier] makes [Internal] (ours) or [Unavailable]
/// (a resource's) without a word about what is inside.
public abstract sealed class Refusal extends RuntimeException {

    private Refusal(String message) {
        super(message);
    }

    /// What is wrong with one field.
    ///
    /// @param field  its path, as in `page_size`
    /// @param reason stable and upper-case, for callers that tell one fault of a field from another; empty when the field says enough
    public record Violation(String field, String reason, String message) {}

    /// INVALID_ARGUMENT / 400.
    public static final class InvalidArgument extends Refusal {
        private final List<Violation> violations;

        public InvalidArgument(String field, String message) {
            this(field, "", message);
        }

        /// @param reason stable and upper-case, for callers that tell one fault of a field from another
        public InvalidArgument(String field, String reason, String message) {
            this(message, List.of(new Violation(field, reason, message)));
        }

        /// @param violations all that is wrong, at least one
        public InvalidArgument(String message, List<Violation> violations) {
            super(message);
            this.violations = List.copyOf(violations);
        }

        /// Path of the first offending field, as in `page_size`.
        public String field() {
            return violations.getFirst().field();
        }

        public List<Violation> violations() {
            return violations;
        }
    }

    /// About one resource.
    public abstract static sealed class OfResource extends Refusal {
        private final String resource;

        private OfResource(String resource, String message) {
            super(message);
            this.resource = resource;
        }

        /// Its name, as in `tenants/acme/accounts/a1`.
        public String resource() {
            return resource;
        }
    }

    /// NOT_FOUND / 404.
    public static final class NotFound extends OfResource {
        /// @param resource its name, as in `tenants/acme/accounts/a1`
        public NotFound(String resource, String message) {
            super(resource, message);
        }
    }

    /// ALREADY_EXISTS / 409.
    public static final class AlreadyExists extends OfResource {
        /// @param resource its name, as in `tenants/acme/sources/web-app`
        public AlreadyExists(String resource, String message) {
            super(resource, message);
        }
    }

    /// UNAUTHENTICATED / 401: the caller has not said who they are, or not in a form that can be read.
    public static final class Unauthenticated extends Refusal {
        public Unauthenticated(String message) {
            super(message);
        }
    }

    /// PERMISSION_DENIED / 403: what the caller has shown does not open this.
    public static final class PermissionDenied extends Refusal {
        public PermissionDenied(String message) {
            super(message);
        }
    }

    /// FAILED_PRECONDITION / 409: the call is right, but not in the state that things are in.
    public static final class FailedPrecondition extends Refusal {
        public FailedPrecondition(String message) {
            super(message);
        }
    }

    /// ABORTED / 409: another caller was first. Read again, and decide by what is there then.
    public static final class Aborted extends OfResource {
        /// @param resource its name, as in `tenants/acme/schemes/lifecycle`
        public Aborted(String resource, String message) {
            super(resource, message);
        }
    }

    /// UNAVAILABLE / 503: something that is needed is away just now; try again.
    public static final class Unavailable extends Refusal {
        private final Optional<Duration> retryAfter;

        public Unavailable(String message) {
            this(message, Optional.empty());
        }

        Unavailable(String message, Optional<Duration> retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        /// Empty when nothing is known of it.
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /// INTERNAL / 500: ours. Made by [ErrorClassifier] alone.
    public static final class Internal extends Refusal {
        /// @param reference under which the failure is logged
        Internal(String reference) {
            super("internal error, reference " + reference);
        }
    }

    /// RESOURCE_EXHAUSTED / 429: try again after a while.
    public static final class Overloaded extends Refusal {
        private final Duration retryAfter;

        /// @param retryAfter above zero
        public Overloaded(String message, Duration retryAfter) {
            super(message);
            if (!retryAfter.isPositive()) {
                throw new IllegalArgumentException("a caller that is told to come back after " + retryAfter + " would come back at once");
            }
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
