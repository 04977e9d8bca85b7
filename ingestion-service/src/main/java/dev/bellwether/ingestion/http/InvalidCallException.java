package dev.bellwether.ingestion.http;

/// A call of which nothing is taken, by the fault of its caller. Without a stack trace: it is an answer, not an incident.
public final class InvalidCallException extends RuntimeException {

    /// Part of the contract: callers switch on its name.
    public enum Code {
        /// The body is not JSON, or not of the form that the call has.
        BAD_JSON(400),
        /// The body, or a header, is not UTF-8.
        BAD_ENCODING(400),
        /// The body is not what its Content-Encoding says.
        BAD_COMPRESSION(400),
        TOO_LARGE(400),
        TOO_MANY_EVENTS(400),
        INVALID_ARGUMENT(400),
        UNAUTHENTICATED(401),
        /// There is nothing at the path.
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        /// The body did not come in time.
        TOO_SLOW(408),
        UNSUPPORTED_FORMAT(415),
        /// The body is compressed in a way that is not taken.
        UNSUPPORTED_COMPRESSION(415);

        private final int status;

        Code(int status) {
            this.status = status;
        }
    }

    private final Code code;

    /// @param message what is wrong, where, and how to mend it
    public InvalidCallException(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    String code() {
        return code.name();
    }

    int status() {
        return code.status;
    }
}
