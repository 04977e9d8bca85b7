package dev.bellwether.chassis.beans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.operations.v1.GetProgressRequest;
import dev.bellwether.operations.v1.GetProgressResponse;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.operations.v1.ListSuspendedAccountsResponse;
import dev.bellwether.operations.v1.OperationsGrpc;
import dev.bellwether.operations.v1.OperationsGrpc.OperationsBlockingStub;
import dev.bellwether.operations.v1.ResumeAccountRequest;
import dev.bellwether.operations.v1.ResumeAccountResponse;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The chassis as a service meets it: injected, configured, between the service and its callers.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
class ChassisInQuarkusTest {
    private static final String KEY = "only-known-to-this-test-of-the-chassis";

    @Inject
    Database database;

    @Inject
    LogProducer producer;

    @Inject
    KafkaSettings kafka;

    @Inject
    InstantSource clock;

    @GrpcClient("operations")
    Channel channel;

    private OperationsBlockingStub operations;

    @BeforeEach
    void connect() {
        operations = OperationsGrpc.newBlockingStub(ClientInterceptors.intercept(channel, BearerCredential.of(KEY)));
    }

    @Test
    void the_database_is_the_services_own_and_lets_no_transaction_stay_open_for_long() {
        assertThat(database.<String>withConnection(sql -> sql.execute("SHOW transaction_timeout").iterator().next().getString(0)))
                .isEqualTo("2min");
        assertThat(database.<String>withConnection(
                sql -> sql.execute("SHOW idle_in_transaction_session_timeout").iterator().next().getString(0)))
                .isEqualTo("30s");
    }

    @Test
    void the_log_takes_records() {
        Topics.ensure(kafka, 2, "letters");
        producer.send("letters", 1, null, new byte[1]);
        producer.flush();
    }

    @Test
    void kafkas_own_settings_pass_through() {
        assertThat(kafka.consumer()).containsEntry("group.protocol", "classic");
    }

    @Test
    void the_clock_is_moved_by_its_offset() {
        assertThat(Duration.between(Instant.now(), clock.instant())).isBetween(Duration.ofHours(47), Duration.ofHours(49));
    }

    @Test
    void a_refusal_thrown_in_a_method_reaches_the_caller_in_full() {
        var told =
                refusal(() -> operations.resumeAccount(ResumeAccountRequest.newBuilder().setName("tenants/acme/accounts/thrown").build()));
        assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(StatusProto.fromThrowable(told).getDetailsCount()).isEqualTo(1);
    }

    @Test
    void a_refusal_handed_to_the_observer_reaches_the_caller_in_full() {
        var told = refusal(() -> operations.getProgress(GetProgressRequest.getDefaultInstance()));
        assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(StatusProto.fromThrowable(told).getDetailsCount()).isEqualTo(1);
    }

    @Test
    void nothing_internal_leaks() {
        var told = refusal(() -> operations.listSuspendedAccounts(ListSuspendedAccountsRequest.getDefaultInstance()));
        assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(told.getMessage()).doesNotContain("secret").contains("reference");
    }

    private static StatusRuntimeException refusal(ThrowingCallable call) {
        var told = new StatusRuntimeException[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, status -> told[0] = status);
        return told[0];
    }

    @GrpcService
    static class Refusing extends OperationsGrpc.OperationsImplBase {

        @Override
        @RunOnVirtualThread
        public void resumeAccount(ResumeAccountRequest request, StreamObserver<ResumeAccountResponse> answers) {
            throw new Refusal.InvalidArgument("name", "must not be " + request.getName());
        }

        @Override
        public void getProgress(GetProgressRequest request, StreamObserver<GetProgressResponse> answers) {
            answers.onError(new Refusal.NotFound("tenants/acme", "no such tenant"));
        }

        @Override
        @RunOnVirtualThread
        public void listSuspendedAccounts(ListSuspendedAccountsRequest request, StreamObserver<ListSuspendedAccountsResponse> answers) {
            throw new IllegalStateException("secret");
        }
    }
}
