package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.tracing.TraceParent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Consecutive records of one partition, in offset order. Records of suspended accounts and records already applied
/// have been taken out. May be empty then.
///
/// @param suspended accounts to be passed over where a record concerns many, as a marker does
/// @param traces    of the records that are in one, by their offsets, where what they cause belongs
public record PartitionBatch(String topic, int partition, List<ConsumerRecord<byte[], byte[]>> records, Set<AccountKey> suspended,
        Map<Long, TraceParent> traces) {

    public PartitionBatch(String topic, int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        this(topic, partition, records, Set.of());
    }

    public PartitionBatch(String topic, int partition, List<ConsumerRecord<byte[], byte[]>> records, Set<AccountKey> suspended) {
        this(topic, partition, records, suspended, Map.of());
    }

    public Optional<TraceParent> trace(ConsumerRecord<byte[], byte[]> record) {
        return trace(record.offset());
    }

    public Optional<TraceParent> trace(long offset) {
        return traces.isEmpty() ? Optional.empty() : Optional.ofNullable(traces.get(offset));
    }

    /// What the batch as a whole causes for an account belongs to the trace of the account's last record in one.
    public Map<AccountKey, TraceParent> tracesByAccount() {
        if (traces.isEmpty()) {
            return Map.of();
        }
        Map<AccountKey, TraceParent> byAccount = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            trace(record).ifPresent(trace -> AccountKey.in(record.key()).ifPresent(account -> byAccount.put(account, trace)));
        }
        return byAccount;
    }
}
