package dev.bellwether.local.progress;

import dev.bellwether.local.platform.Service;
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
/// @param strange     topics in whose place there is another one than its database knows
public record Standing(Service service, Map<String, Long> behind, long unpublished, List<PartitionProgress> partitions, List<String> strange) {

    static Standing of(Service service, GetProgressResponse progress) {
        Map<String, Long> behind = new TreeMap<>();
        progress.getPartitionsList().forEach(partition ->
                behind.merge(partition.getTopic(), Math.max(0, partition.getEndOffset() - partition.getNextOffset()), Long::sum));
        return new Standing(service, behind, progress.getUnpublishedEvents(), progress.getPartitionsList(), progress.getStrangeTopicsList());
    }

    public long totalBehind() {
        return behind.values().stream().mapToLong(Long::longValue).sum() + unpublished;
    }

    /// What to tell whoever runs it, if topics are strange.
    public Optional<String> complaint() {
        return strange.isEmpty() ? Optional.empty() : Optional.of(service.module() + ": Kafka is not the one that its database knows, by "
                + String.join(", ", strange) + ". Nothing is read there, and nothing accepted, until you decide to go on with a new Kafka:"
                + " docs/operations.md#kafka-is-lost");
    }

    /// Entries applied since the beginning of the log.
    public long applied() {
        return partitions.stream().mapToLong(PartitionProgress::getNextOffset).sum();
    }
}
