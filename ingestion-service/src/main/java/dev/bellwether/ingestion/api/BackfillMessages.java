package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.backfill.BackfillContent;
import dev.bellwether.ingestion.backfill.BackfillRun;
import dev.bellwether.ingestion.backfill.Backfills;
import dev.bellwether.ingestion.v1.Backfill;
import java.util.List;
import java.util.stream.IntStream;

final class BackfillMessages {

    private static final ResourcePattern NAME = ResourcePattern.of("tenants/{tenant}/backfills/{backfill}");

    private BackfillMessages() {}

    record Name(String tenant, String backfill) {}

    static Name parse(String field, String name) {
        List<String> parts = NAME.parse(field, name);
        return new Name(ResourceNames.requireTenant(field, parts.getFirst()), Backfills.requireId(field, parts.getLast()));
    }

    static List<Backfill> of(List<BackfillRun> runs, List<BackfillContent> contents) {
        return IntStream.range(0, runs.size()).mapToObj(i -> of(runs.get(i), contents.get(i))).toList();
    }

    static Backfill of(BackfillRun run, BackfillContent content) {
        Backfill.Builder backfill = Backfill.newBuilder()
                .setName(run.name())
                .setState(switch (run.state()) {
                    // Finished means that the marker is in the log.
                    case OPEN, FINISHING -> Backfill.State.OPEN;
                    case FINISHED -> Backfill.State.FINISHED;
                })
                .setAbandoned(run.abandoned())
                .setBeginTime(Dates.timestamp(run.begunAt()))
                .setEventCount(content.events())
                .addAllSources(content.sources());
        run.finishedAt().ifPresent(at -> backfill.setFinishTime(Dates.timestamp(at)));
        return backfill.build();
    }
}
