package dev.bellwether.features.consumption;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.features.testing.RandomLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/// Partitions of topic `events` as its reader sees them.
final class StoredLog {

    private StoredLog() {}

    /// @param repeats published again now and then, in stretches, as a recorder does that has died before its commit
    static List<ConsumerRecord<byte[], byte[]>> records(int partition, List<RandomLog.Entry> entries, Optional<Random> repeats) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            records.add(record(partition, records.size(), entries.get(i)));
            if (repeats.isPresent() && repeats.get().nextInt(10) == 0) {
                for (int again = Math.max(0, i - repeats.get().nextInt(15)); again <= i; again++) {
                    records.add(record(partition, records.size(), entries.get(again)));
                }
            }
        }
        return records;
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, RandomLog.Entry entry) {
        byte[] key = entry.entry().hasEvent()
                ? new AccountKey(entry.entry().getEvent().getTenant(), entry.entry().getEvent().getAccount()).bytes()
                : null;
        RecordHeaders headers = new RecordHeaders();
        headers.add("inbound-offset", ByteBuffer.allocate(8).putLong(entry.offset()).array());
        byte[] value = entry.entry().toByteArray();
        return new ConsumerRecord<>(
                Topics.EVENTS, partition, offset, 0, TimestampType.CREATE_TIME, key == null ? -1 : key.length, value.length,
                key, value, headers, Optional.empty());
    }
}
