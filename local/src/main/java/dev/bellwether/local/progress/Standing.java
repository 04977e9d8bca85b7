package dev.bellwether.local.progress;

import dev.bellwether.local.platform.Service;
import dev.bellwether.operations.v1.GetProgressResponse;
import dev.bellwether.operations.v1.PartitionProgress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How far a service is.
///
/// @param behind      log entries not yet applied, by topic
/// @param unpublished events in its store that are not yet published
public record Standing(Service service, Map<String, Long> behind, long unpublished, List<PartitionProgress> partitions) {

    static Standing of(Service service, GetProgressResponse progress) {
        Map<String, Long> behind = new TreeMap<>();
        progress.getPartitionsList().forEach(partition ->
                behind.merge(partition.getTopic(), Math.max(0, partition.getEndOffset() - partition.getNextOffset()), Long::sum));
        return new Standing(service, behind, progress.getUnpublishedEvents(), progress.getPartitionsList());
    }

    public long totalBehind() {
        return behind.values().stream().mapToLong(Long::longValue).sum() + unpublished;
    }

    /// Entries applied since the beginning of the log.
    public long applied() {
        return partitions.stream().mapToLong(PartitionProgress::getNextOffset).sum();
    }
}
