package dev.bellwether.cli.importing;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.importing.conflicts.DifferentContent;
import dev.bellwether.cli.importing.mapping.BrokenRow;
import dev.bellwether.cli.importing.mapping.DayShift;
import dev.bellwether.cli.importing.mapping.Mapping;
import dev.bellwether.cli.importing.mapping.Row;
import dev.bellwether.cli.importing.mapping.RowSink;
import dev.bellwether.cli.sending.Batcher;
import dev.bellwether.cli.sending.EventSender;
import dev.bellwether.cli.sending.ResumableBackfills;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.ingestion.v1.RejectedEvent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Sends an export in as a backfill, and accounts for each of its rows.
final class Importer {

    private final Connection connection;
    private final Mapping mapping;
    private final Path folder;
    private final String tenant;
    private final DayShift shift;
    private final RefusedRows refused;
    private final LongConsumer watch;

    private final Map<String, FileCount> files = new LinkedHashMap<>();
    private final Rejections rejections = new Rejections();
    private final RowKeys rejected = new RowKeys();
    private long rows;
    private long sent;
    private boolean dryRun = true;

    /// @param refused keeps the rows that are not taken
    /// @param watch   sees the number of rows read
    Importer(Connection connection, Mapping mapping, Path folder, String tenant, DayShift shift, RefusedRows refused, LongConsumer watch) {
        this.connection = connection;
        this.mapping = mapping;
        this.folder = folder;
        this.tenant = tenant;
        this.shift = shift;
        this.refused = refused;
        this.watch = watch;
        mapping.files().forEach((name, file) -> files.put(name, new FileCount(file)));
    }

    /// What would be taken. Sends nothing, and cannot tell what is there already.
    ImportReport check() {
        send("", true);
        List<ImportReport.File> reports = files.values().stream().map(file -> {
            file.recorded = file.taken;
            return file.report(Optional.empty());
        }).toList();
        return new ImportReport(mapping.name(), tenant, true, shift.days(), sent, 0, reports, ImportReport.total(reports),
                rejections.all());
    }

    private void send(String backfill, boolean validateOnly) {
        try (EventSender<List<PendingRow>> sender =
                new EventSender<>(connection.ingestionStreams(), backfill, validateOnly, this::answered)) {
            Rows sink = new Rows(sender);
            mapping.read(folder, tenant, shift, sink);
            sink.batcher.flush();
            sender.finish();
        }
    }

    ImportReport run() {
        dryRun = false;
        refused.begin();
        JournalCount journal = JournalCount.begin(connection);
        ResumableBackfills backfills = new ResumableBackfills(connection, tenant);
        ResumableBackfills.Open backfill = backfills.begin("import");
        send(backfill.id(), false);
        backfills.finish(backfill.id());
        ImportReport report = report(journal, backfill);
        refused.complete();
        return report;
    }

    private synchronized ImportReport report(JournalCount journal, ResumableBackfills.Open backfill) {
        // Conflicts are found before the journal is read, so that a row of which a part was put aside counts as rejected.
        journal.awaitRecorded();
        addPutAside(ConflictingEvents.since(connection, tenant, mapping.source(), backfill.begun()));
        long recorded = journal.addRecorded(tenant, backfill.id(), files, rejected);
        List<ImportReport.File> reports = files.entrySet().stream().map(file -> file.getValue().report(refused.of(file.getKey()))).toList();
        return new ImportReport(mapping.name(), tenant, false, shift.days(), sent, recorded, reports, ImportReport.total(reports),
                rejections.all());
    }

    private synchronized void answered(List<PendingRow> owners, List<Event> events, RecordEventsResponse answer) {
        Map<Integer, RejectedEvent> refused = new HashMap<>();
        answer.getRejectedList().forEach(one -> refused.put(one.getIndex(), one));
        for (int index = 0; index < owners.size(); index++) {
            PendingRow row = owners.get(index);
            RejectedEvent why = refused.get(index);
            if (why == null) {
                sent++;
            } else if (row.reject(events.get(index), rejected)) {
                reject(row.name, row.row, why.getField(), why.getReason(), why.getMessage());
            }
            row.answered();
        }
    }

    /// Reads the files again, in their order, so that the first row of each conflict is the one that is named.
    private void addPutAside(ConflictingEvents conflicts) {
        if (conflicts.isEmpty()) {
            return;
        }
        mapping.read(folder, tenant, shift, new RowSink() {
            @Override
            public void events(String file, Row row, List<Event> events) {
                conflicts.of(events).filter(_ -> rejected.add(events.getFirst())).ifPresent(conflict -> {
                    files.get(file).putAside++;
                    reject(file, row, conflict.field(), DifferentContent.REASON, conflict.message());
                });
            }

            @Override
            public void broken(String file, Row row, BrokenRow why) {}
        });
    }

    private synchronized void reject(String file, Row row, String column, String reason, String message) {
        rejections.add(reason, files.get(file).file, row.line(), column, message);
        if (!dryRun) {
            refused.add(file, row, column, reason, message);
        }
    }

    /// What the files' rows give goes to the sender.
    private final class Rows implements RowSink {
        private final Batcher<PendingRow> batcher;

        private Rows(EventSender<List<PendingRow>> sender) {
            this.batcher = new Batcher<>(sender::send);
        }

        @Override
        public void events(String file, Row from, List<Event> events) {
            FileCount count = read(file);
            if (events.isEmpty()) {
                synchronized (Importer.this) {
                    count.unwanted++;
                }
            }
            PendingRow row = new PendingRow(file, count, from, events.size());
            events.forEach(event -> batcher.add(event, row));
        }

        @Override
        public void broken(String file, Row row, BrokenRow why) {
            FileCount count = read(file);
            synchronized (Importer.this) {
                count.rejected++;
                reject(file, row, why.columns(), why.reason(), why.getMessage());
            }
        }

        private FileCount read(String file) {
            FileCount count = files.get(file);
            synchronized (Importer.this) {
                count.rows++;
                rows++;
            }
            watch.accept(rows);
            return count;
        }
    }
}
