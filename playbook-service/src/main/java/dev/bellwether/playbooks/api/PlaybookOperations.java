package dev.bellwether.playbooks.api;

import dev.bellwether.chassis.log.KafkaSettings;
import dev.bellwether.chassis.operations.OperationsBase;
import dev.bellwether.chassis.sql.Database;
import io.quarkus.grpc.GrpcService;

/// What this service tells about itself to those who run it.
@GrpcService
class PlaybookOperations extends OperationsBase {
    PlaybookOperations(Database database, KafkaSettings kafka) {
        super("playbook-service", database, kafka);
    }
}
