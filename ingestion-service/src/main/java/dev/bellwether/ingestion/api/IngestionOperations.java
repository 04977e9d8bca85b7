package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.log.KafkaSettings;
import dev.bellwether.chassis.operations.OperationsBase;
import dev.bellwether.chassis.sql.Database;
import io.quarkus.grpc.GrpcService;

@GrpcService
class IngestionOperations extends OperationsBase {

    IngestionOperations(Database database, KafkaSettings kafka, AccountData data) {
        super("ingestion-service", database, kafka, data);
    }
}
