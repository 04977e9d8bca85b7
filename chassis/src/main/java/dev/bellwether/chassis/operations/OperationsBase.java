package dev.bellwether.chassis.operations;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.log.KafkaSettings;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.operations.v1.GetProgressRequest;
import dev.bellwether.operations.v1.GetProgressResponse;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.operations.v1.ListSuspendedAccountsResponse;
import dev.bellwether.operations.v1.OperationsGrpc.OperationsImplBase;
import dev.bellwether.operations.v1.ResumeAccountRequest;
import dev.bellwether.operations.v1.ResumeAccountResponse;
import io.grpc.stub.StreamObserver;

/// What every service tells about itself, from the chassis's own tables and the log. A service makes it a bean:
///
/// ```java
/// @GrpcService
/// class SegmentationOperations extends OperationsBase {
///     SegmentationOperations(Database database, KafkaSettings kafka) {
///         super("segmentation-service", database, kafka);
///     }
/// }
/// ```
public abstract class OperationsBase extends OperationsImplBase {
    private final Progress progress;
    private final SuspendedAccounts suspended;

    protected OperationsBase(String service, Database database, KafkaSettings kafka) {
        progress = new Progress(service, database, kafka);
        suspended = new SuspendedAccounts(database);
    }

    /// Makes up for what the account has missed, in the transaction that ends its suspension; the partition stands still
    /// meanwhile. Unless overridden nothing is made up for, and the account goes on with its next record.
    protected void resume(Suspension suspension, Sql transaction) {}

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
            suspended.resume(account, this::resume);
            return ResumeAccountResponse.getDefaultInstance();
        });
    }
}
