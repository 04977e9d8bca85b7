package dev.bellwether.cli.progress;

import com.google.protobuf.util.Durations;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.operations.v1.GetProgressResponse;
import dev.bellwether.operations.v1.PartitionProgress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How far a service is.
///
/// @param behind      log entries not yet applied, by topic
/// @param unpublished events in its store that are not yet published
/// @param waiting     messages that wait until it is known which company their user is of
/// @param inTime      whether they wait for a time that is to come
/// @param strange     topics in whose place there is another one than its database knows
public record StageProgress(Service service, Map<String, Long> behind, long unpublished, long waiting, boolean inTime,
        List<PartitionProgress> partitions, List<String> strange) {

    static StageProgress of(Service service, GetProgressResponse progress) {
        Map<String, Long> behind = new TreeMap<>();
        progress.getPartitionsList().forEach(partition -> behind.merge(partition.getTopic(),
                Math.max(0, partition.getEndOffset() - partition.getNextOffset()), Long::sum));
        return new StageProgress(service, behind, progress.getUnpublishedEvents(), progress.getWaitingMessages(),
                Durations.isPositive(progress.getLongestWait()), progress.getPartitionsList(), progress.getStrangeTopicsList());
    }

    public long totalBehind() {
        return behind.values().stream().mapToLong(Long::longValue).sum() + unpublished + waiting;
    }

    /// What to tell whoever runs it, if topics are strange.
    public Optional<String> complaint() {
        return strange.isEmpty() ? Optional.empty() : Optional.of(service.module() + ": Kafka is not the one that its database knows, by "
                + String.join(", ", strange) + ". Nothing is read there, and nothing accepted, until you confirm the new Kafka:"
                + " docs/operations.md#kafka-is-lost");
    }

    /// Entries applied since the beginning of the log.
    public long applied() {
        return partitions.stream().mapToLong(PartitionProgress::getNextOffset).sum();
    }
}
