package dev.bellwether.features.api;

import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.operations.OperationsBase;
import dev.bellwether.chassis.operations.Suspension;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.verification.AccountRebuild;
import io.quarkus.grpc.GrpcService;

@GrpcService
class FeaturesOperationsGrpcService extends OperationsBase {

    private final AccountRebuild rebuild;

    FeaturesOperationsGrpcService(Database database, KafkaSettings kafka, AccountData data, AnswerStreams streams, AccountRebuild rebuild) {
        super("feature-service", database, kafka, data, streams);
        this.rebuild = rebuild;
    }

    /// What it has missed is in the journal.
    @Override
    protected void resume(Suspension suspension, Sql transaction) {
        try {
            rebuild.rebuild(suspension.account(), suspension.partition(), transaction);
        } catch (AccountProcessingException still) {
            throw new Refusal.FailedPrecondition(
                    ResourceNames.account(suspension.account()) + " still cannot be processed: " + still.getMessage());
        }
    }
}
