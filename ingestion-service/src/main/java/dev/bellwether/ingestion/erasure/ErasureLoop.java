package dev.bellwether.ingestion.erasure;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.erasure.Eraser;
import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.LogConsumer;
import dev.bellwether.chassis.log.consumer.LogConsumerSettings;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.operations.v1.ErasureConfirmed;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Confirms this service's own erasures, and collects the confirmations of all services into receipts.
@ApplicationScoped
public class ErasureLoop {
    private static final String NAME = "ingestion";

    private final KafkaSettings kafka;
    private final Database database;
    private final List<String> services;
    private final Eraser eraser;
    private LogConsumer consumer;

    ErasureLoop(KafkaSettings kafka, Database database, AccountData data, LogProducer producer, InstantSource clock, ErasureConfig config) {
        this.kafka = kafka;
        this.database = database;
        this.services = List.copyOf(config.confirmedBy());
        this.eraser = new Eraser(NAME, database, data, producer, clock, ErasureLoop::isPassedOn);
    }

    /// What stands in a resolution is on its way to the recorder, which will drop it: a moment's matter. To delete it would take
    /// the others' messages with it.
    private static boolean isPassedOn(Sql sql, AccountKey account) {
        return sql.execute("SELECT 1 FROM resolution WHERE $1 = ANY (accounts) LIMIT 1", Tuple.of(account.account())).size() == 0;
    }

    public void start() {
        eraser.start();
        consumer = LogConsumer.start(
                LogConsumerSettings.of("ingestion-service-erasures", Topics.ERASURES, kafka), _ -> this::confirm, database);
    }

    private BatchProgress confirm(PartitionBatch batch, Sql transaction) {
        List<Fingerprint> confirmed = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch.records()) {
            ErasureConfirmed confirmation = parse(record);
            Fingerprint fingerprint = Fingerprint.of(confirmation.getFingerprint().toByteArray());
            ErasureTable.confirm(transaction, fingerprint, confirmation.getService(), Dates.instant(confirmation.getConfirmedAt()));
            confirmed.add(fingerprint);
        }
        ErasureTable.complete(transaction, confirmed, services);
        return BatchProgress.all();
    }

    private static ErasureConfirmed parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            ErasureConfirmed confirmation = ErasureConfirmed.parseFrom(record.value());
            Fingerprint.of(confirmation.getFingerprint().toByteArray());
            return confirmation;
        } catch (InvalidProtocolBufferException | IllegalArgumentException | NullPointerException malformed) {
            throw new UndecodableRecordException(record.offset(), "not a confirmation of an erasure: " + malformed.getMessage(), malformed);
        }
    }

    public void stop() {
        if (consumer != null) {
            consumer.close();
        }
        eraser.close();
    }
}
