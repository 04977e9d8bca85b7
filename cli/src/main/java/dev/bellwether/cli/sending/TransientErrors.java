package dev.bellwether.cli.sending;

import io.grpc.Status;

/// Which failures pass: a service that is away, starting again or overloaded.
final class TransientErrors {

    private TransientErrors() {}

    static boolean is(Status status) {
        return switch (status.getCode()) {
            case UNAVAILABLE, RESOURCE_EXHAUSTED, CANCELLED, ABORTED, INTERNAL, UNKNOWN, DEADLINE_EXCEEDED -> true;
            case OK, INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED,
                    DATA_LOSS, UNAUTHENTICATED ->
                false;
        };
    }
}
