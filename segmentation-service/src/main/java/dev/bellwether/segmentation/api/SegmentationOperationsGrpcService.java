package dev.bellwether.segmentation.api;

import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.operations.OperationsBase;
import dev.bellwether.chassis.operations.Suspension;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.segmentation.evaluation.MissedSnapshots;
import io.quarkus.grpc.GrpcService;

@GrpcService
class SegmentationOperationsGrpcService extends OperationsBase {

    private final MissedSnapshots missed;

    SegmentationOperationsGrpcService(
            Database database, KafkaSettings kafka, AccountData data, AnswerStreams streams, MissedSnapshots missed) {
        super("segmentation-service", database, kafka, data, streams);
        this.missed = missed;
    }

    @Override
    protected boolean makeUp(Suspension suspension, Sql transaction) {
        missed.makeUp(suspension, transaction);
        return true;
    }
}
