package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.operations.HeldBack;
import dev.bellwether.chassis.operations.OperationsBase;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.identity.UsersWithoutCompany;
import io.quarkus.grpc.GrpcService;

@GrpcService
class IngestionOperationsGrpcService extends OperationsBase {

    private final UsersWithoutCompany users;

    IngestionOperationsGrpcService(Database database, KafkaSettings kafka, AccountData data, AnswerStreams streams,
            UsersWithoutCompany users) {
        super("ingestion-service", database, kafka, data, streams);
        this.users = users;
    }

    @Override
    protected HeldBack heldBack(Sql sql) {
        return users.heldBack(sql);
    }
}
