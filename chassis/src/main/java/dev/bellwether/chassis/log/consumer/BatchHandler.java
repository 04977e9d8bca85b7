package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.sql.Sql;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What a service does with a batch. The consumer has opened the transaction; after [#handle] returns it moves the
/// partition's offset by compare-and-set in the same transaction and commits. When the offset has moved under it,
/// another owner has taken over: the transaction is rolled back and the partition left.
///
/// One call at a time per partition, on a virtual thread; different partitions run side by side.
public interface BatchHandler {

    /// Loads what the batch needs, decides in memory, writes. Reads come before the transaction's first write.
    /// Publishing to another topic happens, and is flushed, in here: that is, before the commit. What is published must
    /// therefore stand being published again.
    ///
    /// @throws AccountProcessingException when one account cannot be processed: it is suspended, and the batch comes again without it
    BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception;

    /// Whether a record ends its account, so that it is handled even while the account is suspended. Asked of suspended accounts'
    /// records alone.
    default boolean endsAccount(ConsumerRecord<byte[], byte[]> record) {
        return false;
    }

    /// Called after each commit: the cache may now keep what the batch computed.
    default void committed(int partition) {}

    /// The partition has been taken away, or its transaction has failed: what is cached of it is no longer true.
    void forget(int partition);
}
