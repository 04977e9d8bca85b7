package dev.bellwether.chassis.errors;

import dev.bellwether.chassis.log.producer.PublishFailedException;
import dev.bellwether.chassis.sql.SqlFailure;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/// Which kind of failure is reported to a caller, the same for every protocol: a [Refusal] as it is, of every other failure only whether
/// to retry. Internal failures are logged under a reference that the caller receives too.
public final class ErrorClassifier {

    private static final Logger LOG = Logger.getLogger(ErrorClassifier.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private ErrorClassifier() {}

    public static Refusal refusal(Throwable failure) {
        return switch (unwrapped(failure)) {
            case Refusal refusal -> refusal;
            case SqlFailure away when away.isTransient() -> unavailable("storage", away);
            case PublishFailedException away -> unavailable("log", away);
            case RetriableException away -> unavailable("log", away);
            case StatusRuntimeException peer when peer.getStatus().getCode() == Status.Code.UNAVAILABLE -> unavailable("peer", peer);
            case StatusException peer when peer.getStatus().getCode() == Status.Code.UNAVAILABLE -> unavailable("peer", peer);
            case Throwable ours -> internal(ours);
        };
    }

    /// What has failed, without what it was handed on in.
    public static Throwable unwrapped(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapper when wrapper.getCause() != null -> unwrapped(wrapper.getCause());
            case ExecutionException wrapper when wrapper.getCause() != null -> unwrapped(wrapper.getCause());
            default -> failure;
        };
    }

    private static Refusal unavailable(String what, Throwable cause) {
        LOG.warnf("the %s is not available: %s", what, cause.getMessage());
        return new Refusal.Unavailable("not available just now; try again", Optional.of(RETRY_AFTER));
    }

    private static Refusal internal(Throwable failure) {
        String reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.errorf(failure, "internal error, reference %s", reference);
        return new Refusal.Internal(reference);
    }
}
