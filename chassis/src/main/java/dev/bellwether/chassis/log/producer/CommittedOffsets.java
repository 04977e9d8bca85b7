package dev.bellwether.chassis.log.producer;

import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Where in a topic a record has to land to be read, as known at one moment: at what its readers stood at, or behind. What is sent
/// after that moment lands there, unless the topic is no longer the one that they have read.
public final class CommittedOffsets {
    /// Of a topic that is not read where it is written.
    public static final CommittedOffsets NONE = new CommittedOffsets(new long[0], Optional.empty());

    private final long[] next;
    private final Optional<UnreadableOffsetException> closed;

    private CommittedOffsets(long[] next, Optional<UnreadableOffsetException> closed) {
        this.next = next;
        this.closed = closed;
    }

    /// @param next by partition, the first offset that is not yet read
    public static CommittedOffsets at(long[] next) {
        return new CommittedOffsets(next, Optional.empty());
    }

    /// Nothing that lands in it is read.
    public static CommittedOffsets closed(String why) {
        return new CommittedOffsets(new long[0], Optional.of(new UnreadableOffsetException(why)));
    }

    /// Why nothing that lands in the topic is read, if nothing is: then it need not be sent.
    public Optional<UnreadableOffsetException> closed() {
        return closed;
    }

    /// Allocates nothing for a record that will be read.
    public Optional<UnreadableOffsetException> problem(RecordMetadata landed) {
        if (closed.isPresent()) {
            return closed;
        }
        // A broker that has the record from an earlier try may not remember where.
        if (landed.partition() >= next.length || !landed.hasOffset() || landed.offset() >= next[landed.partition()]) {
            return Optional.empty();
        }
        return Optional.of(
                new UnreadableOffsetException("partition " + landed.partition() + " of " + landed.topic() + " has taken a record at offset "
                        + landed.offset() + ", where its reader is past " + next[landed.partition()]));
    }
}
