package dev.bellwether.ingestion.quarantine;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Takes events out of the quarantine. Rows are locked in the order in which those are that add to them.
@ApplicationScoped
public class QuarantineRemoval {

    private static final int AT_ONCE = 2_000;

    private final Database database;

    public QuarantineRemoval(Database database) {
        this.database = database;
    }

    /// Those that have been sent again, unless they have been rejected once more since they were looked at.
    public void removeSent(Collection<QuarantinedEvent> sent) {
        List<QuarantineName> names = sent.stream().map(event -> QuarantineName.parse("name", event.getName())).toList();
        database.inTransaction(sql -> sql.update(
                """
                DELETE FROM quarantined_event WHERE (tenant, fingerprint) IN (
                  SELECT tenant, fingerprint FROM quarantined_event
                  JOIN unnest($1::text[], $2::uuid[], $3::bigint[]) AS sent (tenant, fingerprint, occurrences)
                  USING (tenant, fingerprint, occurrences) ORDER BY tenant, fingerprint FOR UPDATE OF quarantined_event)""",
                Tuple.from(List.of(
                        names.stream().map(QuarantineName::tenant).toArray(String[]::new),
                        names.stream().map(QuarantineName::fingerprint).toArray(UUID[]::new),
                        sent.stream().map(QuarantinedEvent::getOccurrences).toArray(Long[]::new)))));
    }

    /// @param names of one tenant
    /// @return how many there were
    public long delete(String tenant, Collection<UUID> names, boolean dry) {
        Tuple those = Tuple.from(List.of(tenant, names.toArray(UUID[]::new)));
        return dry
                ? database.withConnection(sql -> count(sql.execute(
                        "SELECT count(*) FROM quarantined_event WHERE tenant = $1 AND fingerprint = ANY ($2)", those)))
                : database.inTransaction(sql -> (long) sql.update(
                        """
                        DELETE FROM quarantined_event WHERE (tenant, fingerprint) IN (
                          SELECT tenant, fingerprint FROM quarantined_event WHERE tenant = $1 AND fingerprint = ANY ($2)
                          ORDER BY tenant, fingerprint FOR UPDATE)""",
                        those));
    }

    /// @return how many there were
    public long delete(String tenant, QuarantineSelection selection, boolean dry) {
        List<Object> which = List.of(tenant, selection.reason(), selection.source(), selection.door(), selection.field());
        if (dry) {
            return database.withConnection(sql -> count(sql.execute(
                    "SELECT count(*) FROM quarantined_event WHERE tenant = $1 AND " + QuarantineSelection.CONDITION, Tuple.from(which))));
        }
        long deleted = 0;
        int last = AT_ONCE;
        while (last == AT_ONCE) {
            last = database.inTransaction(sql -> sql.update(
                    "DELETE FROM quarantined_event WHERE (tenant, fingerprint) IN (SELECT tenant, fingerprint FROM quarantined_event"
                            + " WHERE tenant = $1 AND " + QuarantineSelection.CONDITION
                            + " ORDER BY tenant, fingerprint LIMIT " + AT_ONCE + " FOR UPDATE)",
                    Tuple.from(which)));
            deleted += last;
        }
        return deleted;
    }

    private static long count(Iterable<Row> rows) {
        return rows.iterator().next().getLong(0);
    }
}
