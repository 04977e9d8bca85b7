package dev.bellwether.chassis.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import dev.bellwether.chassis.log.producer.PublishFailedException;
import dev.bellwether.chassis.sql.SqlFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrpcErrorsTest {

    @Test
    void an_invalid_argument_names_the_field() throws Exception {
        var told = GrpcErrors.of(new Refusal.InvalidArgument("page_size", "must not be negative"));
        assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(told.getStatus().getDescription()).isEqualTo("page_size: must not be negative");
        var violation = detail(told, BadRequest.class).getFieldViolations(0);
        assertThat(violation.getField()).isEqualTo("page_size");
        assertThat(violation.getDescription()).isEqualTo("must not be negative");
    }

    @Test
    void what_quotes_the_caller_leaves_room_for_itself_among_the_trailers() throws Exception {
        var told = GrpcErrors.of(new Refusal.NotFound("tenants/" + "é".repeat(9_000), "there is no tenants/" + "é".repeat(9_000)));
        assertThat(told.getStatus().getDescription()).startsWith("there is no tenants/éé").endsWith("é…").hasSizeLessThan(1_000);
        assertThat(detail(told, ResourceInfo.class).getResourceName()).startsWith("tenants/éé").endsWith("é…").hasSizeLessThan(1_000);
    }

    @Test
    void several_violations_are_told_as_many_as_the_trailers_have_room_for() throws Exception {
        var few = IntStream.range(0, 5).mapToObj(i -> new Refusal.Violation("changes[" + i + "].text", "", "line 1, column 1: no rule"))
                .toList();
        var told = GrpcErrors.of(new Refusal.InvalidArgument("5 problems: no rule", few));
        assertThat(told.getStatus().getDescription()).isEqualTo("5 problems: no rule");
        assertThat(detail(told, BadRequest.class).getFieldViolationsList()).extracting(BadRequest.FieldViolation::getField)
                .containsExactly("changes[0].text", "changes[1].text", "changes[2].text", "changes[3].text", "changes[4].text");

        var many = Collections.nCopies(1_000, new Refusal.Violation("changes[0].text", "", "x".repeat(300)));
        var cut = GrpcErrors.of(new Refusal.InvalidArgument("x".repeat(300_000), many));
        assertThat(detail(cut, BadRequest.class).getFieldViolationsCount()).isBetween(5, 10);
        assertThat(StatusProto.fromThrowable(cut).getSerializedSize()).isLessThan(4_000);
    }

    @Test
    void a_change_that_another_has_come_before_is_aborted_and_names_its_object() throws Exception {
        var told = GrpcErrors.of(new Refusal.Aborted("tenants/acme/schemes/lifecycle", "it has revision 3 already"));
        assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(detail(told, ResourceInfo.class).getResourceName()).isEqualTo("tenants/acme/schemes/lifecycle");
        assertThat(HttpProblem.of(new Refusal.Aborted("tenants/acme/schemes/lifecycle", "late")).status()).isEqualTo(409);
    }

    @Test
    void what_is_not_found_is_named() throws Exception {
        var told = GrpcErrors.of(new Refusal.NotFound("tenants/acme/accounts/a", "no such account"));
        assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(detail(told, ResourceInfo.class).getResourceName()).isEqualTo("tenants/acme/accounts/a");
    }

    @Test
    void what_exists_already_is_named() throws Exception {
        var told = GrpcErrors.of(new Refusal.AlreadyExists("tenants/acme/sources/web", "there is one already"));
        assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(detail(told, ResourceInfo.class).getResourceName()).isEqualTo("tenants/acme/sources/web");
    }

    @Test
    void overload_tells_when_to_come_again() throws Exception {
        var told = GrpcErrors.of(new Refusal.Overloaded("too much", Duration.ofMillis(1_500)));
        assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        var delay = detail(told, RetryInfo.class).getRetryDelay();
        assertThat(Duration.ofSeconds(delay.getSeconds(), delay.getNanos())).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void a_failed_precondition_says_which() {
        var told = GrpcErrors.of(new Refusal.FailedPrecondition("the backfill is finished"));
        assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(told.getStatus().getDescription()).isEqualTo("the backfill is finished");
    }

    @Test
    void a_database_or_log_that_is_away_is_worth_another_try_and_says_nothing_of_itself() {
        for (Throwable away : new Throwable[] {
            new SqlFailure("connection to 10.1.2.3 refused", new IOException()),
            new SqlFailure("too many connections", new PgException("too many connections", "FATAL", "53300", "")),
            new PublishFailedException("broker 10.1.2.3 gone", new IOException()),
            new CompletionException(new org.apache.kafka.common.errors.TimeoutException("10.1.2.3"))
        }) {
            var told = GrpcErrors.of(away);
            assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(told.getStatus().getDescription()).isEqualTo("not available just now; try again");
        }
    }

    @Test
    void what_is_our_fault_gives_a_reference_and_nothing_else() {
        for (Throwable ours : new Throwable[] {
            new IllegalStateException("secret"), new SqlFailure("secret", new PgException("secret", "ERROR", "23505", "secret"))
        }) {
            var told = GrpcErrors.of(ours);
            assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
            assertThat(told.getStatus().getDescription()).matches("internal error, reference [0-9a-f]{8}");
            assertThat(told.getStatus().getCause()).isNull();
        }
    }

    @Test
    void a_status_stays_as_it_is() {
        var status = Status.ALREADY_EXISTS.withDescription("there").asRuntimeException();
        assertThat(GrpcErrors.of(new CompletionException(status))).isSameAs(status);
    }

    private static <T extends Message> T detail(StatusRuntimeException told, Class<T> type) throws InvalidProtocolBufferException {
        for (Any detail : StatusProto.fromThrowable(told).getDetailsList()) {
            if (detail.is(type)) {
                return detail.unpack(type);
            }
        }
        throw new AssertionError("no " + type.getSimpleName());
    }
}
