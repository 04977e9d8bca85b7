package dev.bellwether.chassis.log.recovery;

import dev.bellwether.chassis.sql.Sql;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Keeps what a topic lets go of when it has come of age, in the order of the topic. A consumer that has one does not stand still
/// where its database is older than the log, or empty: up to where the log begins it reads from here.
///
/// A record has a place here, from 0 on, rising within a partition as it does in the log; other than offsets, places outlive the
/// log. What has a place below that of the log's first record must be here, or arrive here without further action.
public interface Archive {

    /// The place behind all that the database has applied of the partition.
    long next(Sql sql, int partition);

    /// The place of a record of the log.
    ///
    /// @throws UndecodableRecordException when it has none
    long place(ConsumerRecord<byte[], byte[]> record);

    /// Hands over what is here of a partition, in order. Ends early, as failed, when the taker throws or the thread is interrupted.
    ///
    /// @param from   the first place wanted
    /// @param before the first one no longer wanted; empty for all that is here when the call begins
    void read(int partition, long from, OptionalLong before, Taker taker);

    @FunctionalInterface
    interface Taker {
        /// A record as the log had it. Waits while there is no room for it.
        void take(long place, byte[] key, byte[] value, Header... headers);
    }
}
