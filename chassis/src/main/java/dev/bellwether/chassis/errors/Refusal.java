package dev.bellwether.chassis.errors;

/// The caller's fault, told in the caller's terms. Becomes a gRPC status with `google.rpc` details, or JSON problem
/// details over REST. Everything else that is thrown becomes INTERNAL (ours) or UNAVAILABLE (a resource's) without a word
/// about what is inside.
public abstract sealed class Refusal extends RuntimeException {

    private Refusal(String message) {
        super(message);
    }

    /// INVALID_ARGUMENT / 400.
    public static final class InvalidArgument extends Refusal {
        private final String field;
        private final String reason;

        public InvalidArgument(String field, String message) {
            this(field, "", message);
        }

        /// @param reason stable and upper-case, for callers that tell one fault of a field from another
        public InvalidArgument(String field, String reason, String message) {
            super(message);
            this.field = field;
            this.reason = reason;
        }

        /// Path of the offending field, as in `page_size`.
        public String field() {
            return field;
        }

        /// Empty when the field says enough.
        public String reason() {
            return reason;
        }
    }

    /// NOT_FOUND / 404.
    public static final class NotFound extends Refusal {
        private final String resource;

        /// @param resource its name, as in `tenants/acme/accounts/a1`
        public NotFound(String resource, String message) {
            super(message);
            this.resource = resource;
        }

        public String resource() {
            return resource;
        }
    }

    /// ALREADY_EXISTS / 409.
    public static final class AlreadyExists extends Refusal {
        private final String resource;

        /// @param resource its name, as in `tenants/acme/sources/web-app`
        public AlreadyExists(String resource, String message) {
            super(message);
            this.resource = resource;
        }

        public String resource() {
            return resource;
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

    /// UNAVAILABLE / 503: something that is needed is away just now; try again.
    public static final class Unavailable extends Refusal {
        public Unavailable(String message) {
            super(message);
        }
    }

    /// RESOURCE_EXHAUSTED / 429: try again after a while.
    public static final class Overloaded extends Refusal {
        private final java.time.Duration retryAfter;

        public Overloaded(String message, java.time.Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        public java.time.Duration retryAfter() {
            return retryAfter;
        }
    }
}
