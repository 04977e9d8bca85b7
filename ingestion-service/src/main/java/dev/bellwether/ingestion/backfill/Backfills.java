package dev.bellwether.ingestion.backfill;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.marker.MarkerOrder;
import dev.bellwether.ingestion.marker.Markers;
import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.BeginBackfillRequest;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.proto.constraint.FieldConstraints;
import dev.bellwether.proto.constraint.TextPattern;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Begins, looks up and finishes backfills. At most one of a tenant is unfinished.
@ApplicationScoped
public class Backfills {

    private static final TextPattern ID =
            FieldConstraints.of(BeginBackfillRequest.getDescriptor(), BeginBackfillRequest.BACKFILL_ID_FIELD_NUMBER).pattern();
    private static final LocalDate BEFORE_EVERY_FACT = LocalDate.of(1, 1, 1);

    private final Database database;
    private final Markers markers;
    private final FactsUnderWay facts;
    private final InstantSource clock;

    public Backfills(Database database, Markers markers, FactsUnderWay facts, InstantSource clock) {
        this.database = database;
        this.markers = markers;
        this.facts = facts;
        this.clock = clock;
    }

    /// Where a page ends: the next one holds what stands strictly after it.
    public record Position(Instant begunAt, String id) {
        static final Position BEGINNING = new Position(Instant.parse("9999-12-31T23:59:59Z"), "");

        private static Position of(BackfillRun run) {
            return new Position(run.begunAt(), run.id());
        }
    }

    /// @param next where the next page begins; empty at the end
    public record Page(List<BackfillRun> runs, Optional<Position> next) {}

    /// Of a tenant, begun last first.
    public Page page(String tenant, Optional<Position> after, int size) {
        List<BackfillRun> runs =
                database.withConnection(sql -> BackfillTable.page(sql, tenant, after.orElse(Position.BEGINNING), size + 1));
        boolean more = runs.size() > size;
        List<BackfillRun> shown = more ? runs.subList(0, size) : runs;
        return new Page(shown, more ? Optional.of(Position.of(shown.getLast())) : Optional.empty());
    }

    /// Beginning the open one again answers it as it is.
    public BackfillRun begin(String tenant, String id) {
        return database.inTransaction(sql -> {
            BackfillTable.insert(sql, tenant, id, now());
            BackfillRun run = BackfillTable.find(sql, tenant, id).orElseThrow(() -> {
                String other = BackfillTable.unfinished(sql, tenant).map(BackfillRun::name).orElse("another backfill");
                return new Refusal.FailedPrecondition(other + " is not finished: finish it first, or abandon it");
            });
            return switch (run.state()) {
                case OPEN -> run;
                case FINISHING ->
                    throw new Refusal.FailedPrecondition(run.name() + " is being finished: finishing it again waits for that");
                case FINISHED -> throw new Refusal.FailedPrecondition(run.name() + " is finished: choose another id");
            };
        });
    }

    /// What each of them holds, in their order.
    public List<BackfillContent> contents(String tenant, List<BackfillRun> runs) {
        Map<String, BackfillContent> contents = database.withConnection(
                sql -> BackfillContents.of(sql, tenant, runs.stream().map(BackfillRun::id).toList()));
        return runs.stream().map(run -> contents.getOrDefault(run.id(), BackfillContent.NONE)).toList();
    }

    public BackfillRun find(String tenant, String id) {
        return database.withConnection(sql -> find(sql, tenant, id));
    }

    private static BackfillRun find(Sql sql, String tenant, String id) {
        return BackfillTable.find(sql, tenant, id).orElseThrow(() -> notFound(tenant, id));
    }

    /// @param field where the caller put the id
    public static String requireId(String field, String id) {
        if (!ID.matches(id)) {
            throw new Refusal.InvalidArgument(field, "a backfill's id is 1 to 63 lower-case letters, digits and hyphens");
        }
        return id;
    }

    /// @throws Refusal when the backfill does not exist or takes no more facts
    public void requireOpen(String tenant, String id) {
        BackfillRun run = find(tenant, id);
        switch (run.state()) {
            case OPEN -> {}
            case FINISHING, FINISHED -> throw new Refusal.FailedPrecondition(run.name() + " is finished and takes no more events");
        }
    }

    /// To be asked when the log has a batch that was sent under the backfill. A backfill takes no more facts from before its
    /// marker is written, so one that is open even now will have its marker behind the batch, in every partition, whichever
    /// replica finishes it.
    ///
    /// @throws Refusal when it has been finished meanwhile: the marker may stand before the batch
    public void requireStillOpen(String tenant, String id) {
        BackfillRun run = find(tenant, id);
        switch (run.state()) {
            case OPEN -> {}
            case FINISHING, FINISHED -> throw new Refusal.FailedPrecondition(run.name()
                    + " was finished while this batch was on its way: its events may have come too late to be part of it."
                    + " Finish a backfill when all its batches are answered");
        }
    }

    /// Returns when the marker is in every partition. First, no more facts are taken; those whose account is still being found
    /// are waited for; then the marker gets its place among the markers, and what it says is fixed. Killed at any step after the
    /// first, it is completed all the same.
    public BackfillRun finish(String tenant, String id) {
        return end(tenant, id, false);
    }

    /// As [#finish], with a marker by which no day of the past is closed.
    ///
    /// @throws Refusal.FailedPrecondition when it has been finished
    public BackfillRun abandon(String tenant, String id) {
        return end(tenant, id, true);
    }

    private BackfillRun end(String tenant, String id, boolean abandoned) {
        BackfillRun run = database.inTransaction(sql -> {
            BackfillTable.finishing(sql, tenant, id, abandoned, now());
            return find(sql, tenant, id);
        });
        if (abandoned && !run.abandoned()) {
            throw new Refusal.FailedPrecondition(run.name() + " is finished, or being finished: it cannot be abandoned any more");
        }
        return switch (run.state()) {
            case FINISHED -> run;
            case FINISHING -> complete(run);
            case OPEN -> throw new IllegalStateException(run.name() + " has not begun to finish");
        };
    }

    private BackfillRun complete(BackfillRun run) {
        facts.awaitArrival(run.tenant(), run.id());
        database.inTransaction(sql -> {
            BackfillTable.closing(sql, run.tenant(), run.id(),
                    run.abandoned() ? BEFORE_EVERY_FACT : Dates.dayOf(clock.instant()).minusDays(1));
            MarkerOrder.append(sql, marker(find(sql, run.tenant(), run.id())));
            return null;
        });
        markers.writeAll();
        return find(run.tenant(), run.id());
    }

    /// Completes backfills whose finish was interrupted.
    void finishInterrupted() {
        database.withConnection(BackfillTable::finishing).forEach(this::complete);
    }

    private static LogEntry marker(BackfillRun run) {
        return LogEntry.newBuilder()
                .setReceivedAt(Dates.timestamp(run.finishedAt().orElseThrow()))
                .setBackfillFinished(BackfillFinished.newBuilder()
                        .setTenant(run.tenant())
                        .setBackfill(run.id())
                        .setCloseThrough(Dates.date(run.closeThrough().orElseThrow())))
                .build();
    }

    /// As PostgreSQL keeps it, so that what is answered now is what is answered later.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Refusal.NotFound notFound(String tenant, String id) {
        String name = "tenants/" + tenant + "/backfills/" + id;
        return new Refusal.NotFound(name, name + " does not exist: begin it first");
    }
}
