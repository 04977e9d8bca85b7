package dev.bellwether.cli.backfills;

import dev.bellwether.cli.sending.ResumableBackfills;
import dev.bellwether.ingestion.v1.Backfill;
import picocli.CommandLine.Command;

@Command(name = "abandon", description = {"End one whose past is not to be told of.",
    "Its facts stay and count from now on; no day before today is closed for its accounts."})
final class AbandonBackfillCommand extends EndBackfill {

    @Override
    Backfill end(ResumableBackfills backfills, String id) {
        return backfills.abandon(id);
    }

    @Override
    String outcome() {
        return "is abandoned: what was sent under it stays, and counts from now on.";
    }
}
