package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.sql.Sql;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What a service does with the batches of one partition. The consumer has opened the transaction; after [#handle] returns it moves the
/// partition's offset by compare-and-set in the same transaction and commits. When the offset has moved under it, another owner has taken
/// over: the transaction is rolled back and the partition left.
///
/// It may cache what it has read and written: as long as it lives, all its transactions have committed, and no other owner has. Used by one
/// virtual thread at a time; those of other partitions run side by side.
@FunctionalInterface
public interface PartitionHandler {

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

    /// Called after each commit: a cache may now keep what the batch computed.
    default void committed() {}

    /// The last call: the partition has been taken away, or a transaction has failed.
    default void close() {}
}
