package dev.bellwether.chassis.log;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Consecutive records of one partition, in offset order. Records of suspended accounts and records already applied
/// have been taken out. May be empty then.
public record PartitionBatch(String topic, int partition, List<ConsumerRecord<byte[], byte[]>> records) {}
