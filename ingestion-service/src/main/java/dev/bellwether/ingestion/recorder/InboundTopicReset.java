package dev.bellwether.ingestion.recorder;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.recovery.TopicResetPolicy;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.identity.LostMessages;
import dev.bellwether.ingestion.marker.MarkerOrder;
import java.util.Map;

/// Resumes on a new topic `inbound`. Its offsets order the journal, and everything that is computed from it.
public final class InboundTopicReset implements TopicResetPolicy {

    /// A batch is passed on before it is committed, so readers may have applied one more than the recorder knows of. What comes has to
    /// stand behind that, or they would take it for what they have.
    private static final long ONE_BATCH = 4_000;

    private final int partitions;

    public InboundTopicReset(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public Map<Integer, Long> firstOffsets(Sql sql) {
        Map<Integer, Long> first = TopicResetPolicy.readUpTo(sql, Topics.INBOUND);
        first.replaceAll((_, next) -> next == 0 ? 0 : next + ONE_BATCH);
        return first;
    }

    /// The markers that were on their way are written again, to all partitions.
    @Override
    public void note(Sql transaction) {
        TopicResetPolicy.readFrom(transaction, Topics.INBOUND, firstOffsets(transaction));
        MarkerOrder.rewriteUnrecorded(transaction, partitions);
        LostMessages.release(transaction);
    }
}
