package dev.bellwether.chassis.log;

import dev.bellwether.chassis.account.AccountKey;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Consecutive records of one partition, in offset order. Records of suspended accounts and records already applied
/// have been taken out. May be empty then.
///
/// @param suspended accounts to be passed over where a record concerns many, as a marker does
public record PartitionBatch(
        String topic, int partition, List<ConsumerRecord<byte[], byte[]>> records, Set<AccountKey> suspended) {

    public PartitionBatch(String topic, int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        this(topic, partition, records, Set.of());
    }
}
