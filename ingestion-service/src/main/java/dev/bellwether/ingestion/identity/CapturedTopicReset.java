package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.recovery.TopicResetPolicy;
import dev.bellwether.chassis.sql.Sql;
import java.util.Map;

/// Resumes on a new topic `captured`, from behind every offset that something is stored by: what waits for its person is, and what
/// has been decided.
public final class CapturedTopicReset implements TopicResetPolicy {

    @Override
    public Map<Integer, Long> firstOffsets(Sql sql) {
        Map<Integer, Long> first = TopicResetPolicy.readUpTo(sql, Topics.CAPTURED);
        ResolutionTable.through(sql).forEach((partition, through) -> first.merge(partition, through + 1, Math::max));
        return first;
    }

    /// What had been decided and not passed on is gone: under its offsets other messages would go to its accounts.
    @Override
    public void note(Sql transaction) {
        TopicResetPolicy.readFrom(transaction, Topics.CAPTURED, firstOffsets(transaction));
        ResolutionTable.clear(transaction);
        LostMessages.release(transaction);
    }
}
