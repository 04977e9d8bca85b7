package dev.bellwether.chassis.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.log.producer.PublishFailedException;
import dev.bellwether.chassis.sql.SqlFailure;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProblemTest {

    @ParameterizedTest
    @CsvSource({
        "PT0.000000001S, 1", "PT0.4S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT1.0005S, 2", "PT1.5S, 2", "PT59.001S, 60", "PT1H, 3600"
    })
    void retry_after_is_in_whole_seconds_rounded_up(Duration wait, String seconds) {
        HttpProblem problem = HttpProblem.of(new Refusal.Overloaded("too much", wait));
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.headers()).containsEntry("Retry-After", seconds);
    }

    @Test
    void no_caller_is_told_to_retry_at_once() {
        assertThatThrownBy(() -> new Refusal.Overloaded("too much", Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_invalid_argument_names_the_field() {
        HttpProblem problem = HttpProblem.of(new Refusal.InvalidArgument("page_size", "must not be negative"));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.field()).contains("page_size");
        assertThat(problem.detail()).isEqualTo("must not be negative");
    }

    @Test
    void a_caller_without_a_credential_learns_how_to_show_one() {
        assertThat(HttpProblem.of(new Refusal.Unauthenticated("who?")).headers()).containsEntry("WWW-Authenticate", "Bearer");
    }

    /// The statuses are those of google.rpc.Code's documentation, but for FAILED_PRECONDITION, which is a conflict here.
    @Test
    void each_refusal_has_its_status() {
        assertThat(List.of(
                new Refusal.InvalidArgument("f", "m"), new Refusal.NotFound("r", "m"), new Refusal.AlreadyExists("r", "m"),
                new Refusal.Unauthenticated("m"), new Refusal.PermissionDenied("m"), new Refusal.FailedPrecondition("m"),
                new Refusal.Unavailable("m"), new Refusal.Overloaded("m", Duration.ofSeconds(1)), new Refusal.Internal("m")))
                .extracting(refusal -> HttpProblem.of(refusal).status())
                .containsExactly(400, 404, 409, 401, 403, 409, 503, 429, 500);
    }

    @Test
    void an_unavailable_dependency_is_worth_a_retry_and_is_not_disclosed() {
        for (Throwable away : new Throwable[] {
            new SqlFailure("connection to 10.1.2.3 refused", new IOException()),
            new PublishFailedException("broker 10.1.2.3 gone", new IOException()),
            new CompletionException(new org.apache.kafka.common.errors.TimeoutException("10.1.2.3")),
            Status.UNAVAILABLE.withDescription("10.1.2.3").asRuntimeException(),
            Status.UNAVAILABLE.withDescription("10.1.2.3").asException()
        }) {
            HttpProblem problem = HttpProblem.of(away);
            assertThat(problem.status()).isEqualTo(503);
            assertThat(problem.detail()).isEqualTo("not available just now; try again");
            assertThat(problem.headers()).containsEntry("Retry-After", "1");
        }
    }

    @Test
    void what_is_our_fault_gives_a_reference_and_nothing_else() {
        for (Throwable ours : new Throwable[] {
            new IllegalStateException("secret"), new SqlFailure("secret", new PgException("secret", "ERROR", "23505", "secret")),
            Status.INTERNAL.withDescription("secret").asRuntimeException(), new OutOfMemoryError("secret")
        }) {
            HttpProblem problem = HttpProblem.of(ours);
            assertThat(problem.status()).isEqualTo(500);
            assertThat(problem.detail()).matches("internal error, reference [0-9a-f]{8}");
        }
    }

    @Test
    void every_failure_is_the_same_kind_over_http_and_over_grpc() {
        for (Throwable failure : new Throwable[] {
            new Refusal.InvalidArgument("f", "m"), new Refusal.NotFound("r", "m"), new Refusal.AlreadyExists("r", "m"),
            new Refusal.Unauthenticated("m"), new Refusal.PermissionDenied("m"),
            new Refusal.FailedPrecondition("m"), new Refusal.Unavailable("m"),
            new Refusal.Overloaded("m", Duration.ofSeconds(1)),
            new SqlFailure("away", new IOException()),
            new PublishFailedException("away", new IOException()),
            new CompletionException(new IllegalStateException("ours")), new AssertionError("ours")
        }) {
            Code grpc = GrpcErrors.of(failure).getStatus().getCode();
            assertThat(HttpProblem.of(failure).code()).as(failure.toString()).isEqualTo(grpc);
        }
    }
}
