package dev.bellwether.ingestion.backfill;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.marker.MarkerWritten;
import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;

/// A backfill is finished when its marker is in the log, whichever replica has written it.
@ApplicationScoped
public class BackfillMarkerWritten implements MarkerWritten {

    @Override
    public void written(Sql transaction, LogEntry marker) {
        if (marker.hasBackfillFinished()) {
            BackfillFinished finished = marker.getBackfillFinished();
            BackfillTable.finished(transaction, finished.getTenant(), finished.getBackfill());
        }
    }
}
