package dev.bellwether.chassis.errors;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;

/// What a caller over gRPC learns of a failure, as [ErrorClassifier] sees it: the status, with `google.rpc` details.
public final class GrpcErrors {
    // A client takes 8 KB of trailers. A message stands in them as it is, with up to three characters for each byte, and in the
    // details again, with the name that it is about.
    private static final int MOST_BYTES = 1_000;
    // Base64 makes a third more of them.
    private static final int MOST_BYTES_OF_VIOLATIONS = 2_500;

    private GrpcErrors() {}

    public static StatusRuntimeException of(Throwable failure) {
        return switch (ErrorClassifier.unwrapped(failure)) {
            case StatusRuntimeException status -> status;
            case StatusException status -> status.getStatus().asRuntimeException(status.getTrailers());
            case Throwable other -> refused(ErrorClassifier.refusal(other));
        };
    }

    private static StatusRuntimeException refused(Refusal refusal) {
        return switch (refusal) {
            case Refusal.InvalidArgument invalid -> status(Code.INVALID_ARGUMENT,
                    invalid.violations().size() == 1 ? invalid.field() + ": " + invalid.getMessage() : invalid.getMessage(),
                    Any.pack(violations(invalid.violations())));
            case Refusal.NotFound missing ->
                status(Code.NOT_FOUND, missing.getMessage(), resource(missing.resource(), missing.getMessage()));
            case Refusal.AlreadyExists there ->
                status(Code.ALREADY_EXISTS, there.getMessage(), resource(there.resource(), there.getMessage()));
            case Refusal.Aborted late -> status(Code.ABORTED, late.getMessage(), resource(late.resource(), late.getMessage()));
            case Refusal.Unauthenticated unknown -> status(Code.UNAUTHENTICATED, unknown.getMessage());
            case Refusal.PermissionDenied denied -> status(Code.PERMISSION_DENIED, denied.getMessage());
            case Refusal.FailedPrecondition failed -> status(Code.FAILED_PRECONDITION, failed.getMessage(),
                    Any.pack(PreconditionFailure.newBuilder()
                            .addViolations(PreconditionFailure.Violation.newBuilder().setDescription(cut(failed.getMessage())))
                            .build()));
            case Refusal.Unavailable away -> status(Code.UNAVAILABLE, away.getMessage(),
                    away.retryAfter().map(GrpcErrors::retryAfter).stream().toArray(Any[]::new));
            case Refusal.Internal ours -> status(Code.INTERNAL, ours.getMessage());
            case Refusal.Overloaded overloaded ->
                status(Code.RESOURCE_EXHAUSTED, overloaded.getMessage(), retryAfter(overloaded.retryAfter()));
        };
    }

    /// As many as there is room for.
    private static BadRequest violations(List<Refusal.Violation> violations) {
        BadRequest.Builder all = BadRequest.newBuilder();
        int room = MOST_BYTES_OF_VIOLATIONS;
        for (Refusal.Violation each : violations) {
            var violation = BadRequest.FieldViolation.newBuilder()
                    .setField(cut(each.field())).setReason(each.reason()).setDescription(cut(each.message())).build();
            room -= violation.getSerializedSize();
            if (room < 0 && all.getFieldViolationsCount() > 0) {
                break;
            }
            all.addFieldViolations(violation);
        }
        return all.build();
    }

    private static Any resource(String name, String description) {
        return Any.pack(ResourceInfo.newBuilder().setResourceName(cut(name)).setDescription(cut(description)).build());
    }

    private static Any retryAfter(java.time.Duration wait) {
        return Any.pack(RetryInfo.newBuilder()
                .setRetryDelay(Duration.newBuilder().setSeconds(wait.getSeconds()).setNanos(wait.getNano()))
                .build());
    }

    private static StatusRuntimeException status(Code code, String message, Any... details) {
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(code.value())
                .setMessage(cut(message))
                .addAllDetails(List.of(details))
                .build());
    }

    /// As much of it as there is room for: it may quote what the caller has sent, however long that is.
    private static String cut(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes > MOST_BYTES) {
                return text.substring(0, i) + "…";
            }
        }
        return text;
    }
}
