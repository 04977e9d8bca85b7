package dev.bellwether.chassis.store;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Tuple;
import org.jboss.logging.Logger;

/// The publisher goes by the numbers of transactions, and these mean something on one PostgreSQL cluster only. A dump restored
/// on another brings numbers along that have yet to come there: what is appended from then on would stand before the
/// checkpoint, and never be published.
final class TransactionNumbers {

    private static final Logger LOG = Logger.getLogger(TransactionNumbers.class);

    private static final String ARE_FOREIGN = """
            SELECT coalesce((SELECT event.xid FROM event ORDER BY event.xid DESC, event.position DESC LIMIT 1) >= now.xmax, false)
                OR EXISTS (SELECT FROM published WHERE published.xid >= now.xmax)
            FROM (SELECT pg_snapshot_xmax(pg_current_snapshot()) AS xmax) AS now""";

    // Excludes appends. It waits for those under way, so that every number given before is below this transaction's.
    private static final String ALONE = "LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE";
    private static final String PATIENTLY = "SET LOCAL transaction_timeout = 0";

    // Positions come from a sequence, which a dump takes along: what was appended here has higher ones than what was brought.
    // So published is what stands before the checkpoint and is not younger than all that is certainly brought. Should that
    // leave something published out, it is published twice, as after any crash; nothing is left out that was not.
    private static final String RENUMBER = """
            WITH checkpoint AS (SELECT xid, position FROM published WHERE topic = $1),
            brought AS (
                SELECT greatest(
                    (SELECT max(position) FROM event WHERE xid >= pg_current_xact_id()),
                    (SELECT position FROM checkpoint)) AS position),
            numbered AS (
                SELECT event.stream_id, event.version,
                       coalesce((event.xid, event.position) <= (SELECT xid, position FROM checkpoint)
                           AND event.position <= (SELECT position FROM brought), false) AS is_published
                FROM event)
            UPDATE event
            SET xid = CASE WHEN numbered.is_published THEN '3'::xid8 ELSE pg_current_xact_id() END
            FROM numbered
            WHERE event.stream_id = numbered.stream_id AND event.version = numbered.version
              AND (NOT numbered.is_published OR event.xid >= pg_current_xact_id())""";

    private static final String RESTART = "UPDATE published SET xid = pg_current_xact_id(), position = 0 WHERE topic = $1";

    private TransactionNumbers() {}

    static boolean areForeign(Sql sql) {
        return sql.execute(ARE_FOREIGN).iterator().next().getBoolean(0);
    }

    /// Gives what is not published yet the number of this transaction, in the order of the positions, which is the order of
    /// the versions of each stream. Done by who holds the publisher's lock; killed in between, it is done again.
    static void renumber(Database database, String topic) {
        int events = database.inTransaction(sql -> {
            sql.execute(PATIENTLY);
            sql.execute(ALONE);
            int changed = sql.update(RENUMBER, Tuple.of(topic));
            sql.update(RESTART, Tuple.of(topic));
            return changed;
        });
        LOG.warnf("The database was restored from a dump of another PostgreSQL cluster: the numbers of %d events of %s are made this"
                + " one's, and publishing continues where it was", events, topic);
    }
}
