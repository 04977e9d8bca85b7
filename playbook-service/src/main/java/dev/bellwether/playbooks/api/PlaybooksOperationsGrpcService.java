package dev.bellwether.playbooks.api;

import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.operations.OperationsBase;
import dev.bellwether.chassis.operations.Suspension;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.playbooks.trigger.MissedMemberships;
import io.quarkus.grpc.GrpcService;

/// What this service tells about itself to those who run it.
@GrpcService
class PlaybooksOperationsGrpcService extends OperationsBase {
    private final MissedMemberships missed;

    PlaybooksOperationsGrpcService(Database database, KafkaSettings kafka, AccountData data, AnswerStreams streams,
            MissedMemberships missed) {
        super("playbook-service", database, kafka, data, streams);
        this.missed = missed;
    }

    @Override
    protected boolean makeUp(Suspension suspension, Sql transaction) {
        missed.makeUp(suspension, transaction);
        return true;
    }
}
