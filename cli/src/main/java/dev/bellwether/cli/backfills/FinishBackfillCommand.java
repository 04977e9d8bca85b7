package dev.bellwether.cli.backfills;

import dev.bellwether.cli.sending.ResumableBackfills;
import dev.bellwether.ingestion.v1.Backfill;
import picocli.CommandLine.Command;

@Command(name = "finish", description = {"End one, when all of it was sent: the days of its past are closed, and its accounts evaluated.",
    "Finishing twice changes nothing."})
final class FinishBackfillCommand extends EndBackfill {

    @Override
    Backfill end(ResumableBackfills backfills, String id) {
        return backfills.finish(id);
    }

    @Override
    String outcome() {
        return "is finished: its accounts are being evaluated, day by day of their past.";
    }
}
