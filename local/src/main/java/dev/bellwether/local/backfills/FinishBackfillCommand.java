package dev.bellwether.local.backfills;

import dev.bellwether.ingestion.v1.Backfill;
import dev.bellwether.local.sending.Backfills;
import picocli.CommandLine.Command;

@Command(name = "finish", description = {"End one, when all of it was sent: the days of its past are closed, and its accounts evaluated.",
        "Finishing twice changes nothing."})
final class FinishBackfillCommand extends EndBackfill {

    @Override
    Backfill end(Backfills backfills, String id) {
        return backfills.finish(id);
    }

    @Override
    String outcome() {
        return "is finished: its accounts are being evaluated, day by day of their past.";
    }
}
