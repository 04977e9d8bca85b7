package dev.bellwether.chassis.operations;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.LogRange;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.sql.ConcurrentChangeException;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.operations.v1.ExportAccountRequest;
import dev.bellwether.operations.v1.ExportedRow;
import dev.bellwether.operations.v1.GetProgressRequest;
import dev.bellwether.operations.v1.GetProgressResponse;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.operations.v1.ListSuspendedAccountsResponse;
import dev.bellwether.operations.v1.OperationsGrpc.OperationsImplBase;
import dev.bellwether.operations.v1.ResumeAccountRequest;
import dev.bellwether.operations.v1.ResumeAccountResponse;
import io.grpc.stub.StreamObserver;
import org.apache.kafka.common.TopicPartition;

/// What every service tells about itself, from the chassis's own tables and the log. A service makes it a bean:
///
/// ```java
/// @GrpcService
/// class SegmentationOperationsGrpcService extends OperationsBase {
///     SegmentationOperationsGrpcService(Database database, KafkaSettings kafka, AccountData data, AnswerStreams streams) {
///         super("segmentation-service", database, kafka, data, streams);
///     }
/// }
/// ```
public abstract class OperationsBase extends OperationsImplBase {
    private static final int ATTEMPTS = 10;

    private final ConsumptionProgress progress;
    private final SuspendedAccounts suspended;
    private final Database database;
    private final KafkaClients clients;
    private final AccountData data;
    private final AnswerStreams streams;

    protected OperationsBase(String service, Database database, KafkaSettings kafka, AccountData data, AnswerStreams streams) {
        progress = new ConsumptionProgress(service, database, kafka, this::heldBack);
        suspended = new SuspendedAccounts(database);
        this.database = database;
        this.clients = new KafkaClients(kafka);
        this.data = data;
        this.streams = streams;
    }

    /// Makes up for what the account has missed, in the transaction that ends its suspension and before anything is locked or written
    /// in it, as loading the streams of an event store requires. The partition continues meanwhile: when it has come to another record of
    /// the account by the end, all of it is done again in a new transaction.
    ///
    /// @return false when nothing is made up for here
    protected boolean makeUp(Suspension missed, Sql transaction) {
        return false;
    }

    /// As [#makeUp], where the partition must stand still meanwhile. When neither is overridden, nothing is made up for, and the account
    /// resumes with its next record.
    protected void resume(Suspension suspension, Sql transaction) {}

    /// What is neither on a log nor done with. Unless overridden nothing is.
    protected HeldBack heldBack(Sql sql) {
        return HeldBack.NOTHING;
    }

    @Override
    public void getProgress(GetProgressRequest request, StreamObserver<GetProgressResponse> answers) {
        VirtualCalls.answer(answers, progress::now);
    }

    @Override
    public void listSuspendedAccounts(ListSuspendedAccountsRequest request, StreamObserver<ListSuspendedAccountsResponse> answers) {
        VirtualCalls.answer(answers, () -> suspended.list(request));
    }

    @Override
    public void resumeAccount(ResumeAccountRequest request, StreamObserver<ResumeAccountResponse> answers) {
        VirtualCalls.answer(answers, () -> {
            AccountKey account = ResourceNames.parseAccount("name", request.getName());
            for (int attempt = 1; !isResumed(account); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new Refusal.Unavailable(request.getName() + " changes faster than it can be resumed: try again later");
                }
            }
            return ResumeAccountResponse.getDefaultInstance();
        });
    }

    private boolean isResumed(AccountKey account) {
        try {
            suspended.resume(account, this::makeUp, this::requireNone, this::resume);
            return true;
        } catch (ConcurrentChangeException again) {
            return false;
        }
    }

    /// @throws ConcurrentChangeException when the account has records in the range
    private void requireNone(Suspension rest) {
        try (LogRange range = LogRange.open(clients, new TopicPartition(rest.topic(), rest.partition()), rest.from(), rest.to())) {
            range.forEach(rest.account(), record -> {
                throw new MissedMoreException(rest.account(), record.offset());
            });
        }
    }

    private static final class MissedMoreException extends ConcurrentChangeException {
        MissedMoreException(AccountKey account, long offset) {
            super(account + " has missed the record at offset " + offset + ", too");
        }
    }

    @Override
    public void exportAccount(ExportAccountRequest request, StreamObserver<ExportedRow> answers) {
        streams.answer("ExportAccount", answers, rows -> {
            AccountKey account = ResourceNames.parseAccount("name", request.getName());
            database.inTransaction(sql -> {
                data.export(sql, account,
                        (table, row) -> rows.send(ExportedRow.newBuilder().setTable(table).setJson(row.encode()).build()));
                return null;
            });
        });
    }
}
