package dev.bellwether.chassis.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.calls.LongCalls;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.testing.Databases;
import dev.bellwether.chassis.testing.SharedKafka;
import dev.bellwether.operations.v1.GetProgressRequest;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.operations.v1.PartitionProgress;
import dev.bellwether.operations.v1.ResumeAccountRequest;
import dev.bellwether.operations.v1.SuspendedAccount;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationsBaseTest {
    private final List<Suspension> resumed = new ArrayList<>();
    private Databases databases;
    private Database database;
    private AnswerStreams streams;
    private OperationsBase operations;

    @BeforeEach
    void connect() {
        databases = new Databases();
        database = databases.connect();
        streams = new AnswerStreams(new LongCalls(Duration.ZERO));
        operations = new OperationsBase("segmentation-service", database, SharedKafka.settings(), AccountData.none(), streams) {
            @Override
            protected void resume(Suspension suspension, Sql transaction) {
                resumed.add(suspension);
            }

            @Override
            protected HeldBack heldBack(Sql sql) {
                return new HeldBack(sql.execute("SELECT FROM suspended_account").size(), Optional.of(Duration.ofMillis(-1_500)));
            }
        };
    }

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void progress_tells_each_partitions_next_offset_the_logs_end_and_what_is_unpublished() {
        String topic = SharedKafka.newTopic(2);
        try (var producer = new LogProducer(SharedKafka.settings())) {
            for (int i = 0; i < 5; i++) {
                producer.send(topic, 1, null, new byte[1]);
            }
            producer.flush();
        }
        at(topic, 0, 0);
        at(topic, 1, 3);
        database.withConnection(sql -> sql.execute("INSERT INTO event (stream_id, version, type, payload) VALUES ('k:a/b', 1, 't', '')"));
        var progress = call(operations::getProgress, GetProgressRequest.getDefaultInstance());
        assertThat(progress.getService()).isEqualTo("segmentation-service");
        assertThat(progress.getUnpublishedEvents()).isEqualTo(1);
        assertThat(progress.getPartitionsList()).containsExactly(
                PartitionProgress.newBuilder().setTopic(topic).setPartition(0).setNextOffset(0).setEndOffset(0).build(),
                PartitionProgress.newBuilder().setTopic(topic).setPartition(1).setNextOffset(3).setEndOffset(5).build());
    }

    @Test
    void what_is_published_counts_no_more() {
        database.withConnection(sql -> {
            sql.execute("INSERT INTO event (stream_id, version, type, payload) VALUES ('k:a/b', 1, 't', ''), ('k:a/b', 2, 't', '')");
            return sql.execute("INSERT INTO published SELECT 'segments', xid, position FROM event WHERE version = 1");
        });
        assertThat(call(operations::getProgress, GetProgressRequest.getDefaultInstance()).getUnpublishedEvents()).isEqualTo(1);
    }

    @Test
    void progress_tells_what_a_service_holds_back_and_for_how_long() {
        suspend("a", "features", 7);
        var progress = call(operations::getProgress, GetProgressRequest.getDefaultInstance());
        assertThat(progress.getWaitingMessages()).isEqualTo(1);
        assertThat(progress.getLongestWait())
                .isEqualTo(com.google.protobuf.Duration.newBuilder().setSeconds(-1).setNanos(-500_000_000).build());
    }

    @Test
    void suspended_accounts_are_listed_page_by_page() {
        for (String account : List.of("c", "a", "b")) {
            suspend(account, "features", 7);
        }
        var first = call(operations::listSuspendedAccounts, ListSuspendedAccountsRequest.newBuilder().setPageSize(2).build());
        assertThat(first.getAccountsList()).extracting(SuspendedAccount::getName).containsExactly("tenants/acme/accounts/a",
                "tenants/acme/accounts/b");
        assertThat(first.getAccounts(0).getReason()).isEqualTo("no plan");
        assertThat(first.getAccounts(0).getOffset()).isEqualTo(7);
        var second = call(operations::listSuspendedAccounts,
                ListSuspendedAccountsRequest.newBuilder().setPageSize(2).setPageToken(first.getNextPageToken()).build());
        assertThat(second.getAccountsList()).extracting(SuspendedAccount::getName).containsExactly("tenants/acme/accounts/c");
        assertThat(second.getNextPageToken()).isEmpty();
    }

    @Test
    void resuming_hands_over_what_the_account_has_missed_and_ends_its_suspension() {
        suspend("a", "features", 7);
        at("features", 0, 12);
        call(operations::resumeAccount, ResumeAccountRequest.newBuilder().setName("tenants/acme/accounts/a").build());
        assertThat(resumed).containsExactly(new Suspension(new AccountKey("acme", "a"), "features", 0, 7, 12));
        assertThat(call(operations::listSuspendedAccounts, ListSuspendedAccountsRequest.getDefaultInstance()).getAccountsList()).isEmpty();
    }

    @Test
    void records_that_arrive_during_catch_up_are_caught_up_in_another_transaction() {
        String topic = SharedKafka.newTopic(1);
        try (var producer = new LogProducer(SharedKafka.settings())) {
            for (String account : List.of("a", "b", "a", "b")) {
                producer.send(topic, 0, new AccountKey("acme", account).bytes(), new byte[1]);
            }
            producer.flush();
        }
        at(topic, 0, 1);
        suspend("a", topic, 0);
        List<Long> passedMeanwhile = new ArrayList<>(List.of(3L, 4L));
        List<Suspension> madeUp = new ArrayList<>();
        var aggregates = new OperationsBase("segmentation-service", database, SharedKafka.settings(), AccountData.none(), streams) {
            @Override
            protected boolean makeUp(Suspension missed, Sql transaction) {
                madeUp.add(missed);
                long passed = passedMeanwhile.removeFirst();
                database.withConnection(sql -> sql.update("UPDATE log_offset SET next = $2 WHERE topic = $1", Tuple.of(topic, passed)));
                return true;
            }
        };
        call(aggregates::resumeAccount, ResumeAccountRequest.newBuilder().setName("tenants/acme/accounts/a").build());
        AccountKey account = new AccountKey("acme", "a");
        assertThat(madeUp).as("the record at offset 2, but not the other account's at 3")
                .containsExactly(new Suspension(account, topic, 0, 0, 1), new Suspension(account, topic, 0, 0, 3));
        assertThat(call(aggregates::listSuspendedAccounts, ListSuspendedAccountsRequest.getDefaultInstance()).getAccountsList()).isEmpty();
    }

    @Test
    void an_account_that_is_not_suspended_cannot_be_resumed() {
        assertThatThrownBy(
                () -> call(operations::resumeAccount, ResumeAccountRequest.newBuilder().setName("tenants/acme/accounts/a").build()))
                .satisfies(failure -> assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.NOT_FOUND));
    }

    @Test
    void a_malformed_name_is_refused_with_the_field() {
        assertThatThrownBy(() -> call(operations::resumeAccount, ResumeAccountRequest.newBuilder().setName("acme/a").build()))
                .hasMessageContaining("name: must look like tenants/{tenant}/accounts/{account}")
                .satisfies(failure -> assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    private void at(String topic, int partition, long next) {
        database.withConnection(sql -> sql.execute("INSERT INTO log_offset VALUES ($1, $2, $3)", Tuple.of(topic, partition, next)));
    }

    private void suspend(String account, String topic, long offset) {
        database.withConnection(sql -> sql.execute(
                "INSERT INTO suspended_account (topic, partition, tenant, account, log_offset, reason) VALUES ($1, 0, 'acme', $2, $3, 'no plan')",
                Tuple.of(topic, account, offset)));
    }

    private static <Q, A> A call(BiConsumer<Q, StreamObserver<A>> method, Q request) {
        var answer = new CompletableFuture<A>();
        method.accept(request, new StreamObserver<>() {
            @Override
            public void onNext(A value) {
                answer.complete(value);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {}
        });
        try {
            return answer.orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw (StatusRuntimeException) e.getCause();
        }
    }
}
