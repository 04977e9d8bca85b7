package dev.bellwether.cli.importing;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.importing.mapping.Mapping;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import dev.bellwether.operations.v1.PartitionProgress;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// What an import has added to the journal, read back from the journal itself: the front door cannot tell a repeat, the
/// journal holds each event once.
final class JournalCount {

    private final Connection connection;
    private final List<PartitionProgress> begin;

    private JournalCount(Connection connection, List<PartitionProgress> begin) {
        this.connection = connection;
        this.begin = begin;
    }

    /// Remembers where the journal ends now.
    static JournalCount begin(Connection connection) {
        PipelineProgress progress = new PipelineProgress(connection);
        progress.awaitRecorded();
        // It reads other topics, too.
        return new JournalCount(connection, progress.of(Service.INGESTION).partitions().stream()
                .filter(partition -> partition.getTopic().equals(Topics.INBOUND)).toList());
    }

    /// Waits until the journal holds whatever has been accepted.
    void awaitRecorded() {
        new PipelineProgress(connection).awaitRecorded();
    }

    /// Adds to each file the rows of which something was new.
    ///
    /// @param files  by the name with which their events' ids begin
    /// @param except rows that count otherwise
    /// @return events that were new
    long addRecorded(String tenant, String backfill, Map<String, FileCount> files, RowKeys except) {
        long events = 0;
        RowKeys seen = new RowKeys();
        for (PartitionProgress partition : begin) {
            // The rows of an account are all in its partition.
            seen.clear();
            long[] next = {partition.getNextOffset()};
            long[] found = {0};
            // Broken off, it goes on behind the last entry that it has had.
            RetryingCall.RESTART.call(() -> {
                Iterator<ReplayPartitionResponse> pages = connection.ingestion().replayPartition(ReplayPartitionRequest.newBuilder()
                        .setLogPartition(partition.getPartition()).setFromOffset(next[0]).setTenant(tenant).build());
                while (pages.hasNext()) {
                    for (ReplayPartitionResponse.Entry entry : pages.next().getEntriesList()) {
                        LogEntry logged = entry.getEntry();
                        if (logged.hasEvent() && logged.getBackfill().equals(backfill)) {
                            found[0]++;
                            count(logged.getEvent(), files, except, seen);
                        }
                        next[0] = entry.getLogOffset() + 1;
                    }
                }
                return null;
            });
            events += found[0];
        }
        return events;
    }

    private static void count(Event event, Map<String, FileCount> files, RowKeys except, RowKeys seen) {
        FileCount file = files.get(Mapping.fileOf(event.getEventId()));
        if (file != null && !except.contains(event) && seen.add(event)) {
            file.recorded++;
        }
    }
}
