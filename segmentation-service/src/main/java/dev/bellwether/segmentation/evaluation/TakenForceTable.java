package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;

/// The table `taken_force`. Written by the owner of its partition alone.
public final class TakenForceTable {

    private static final String READ = "SELECT tenant, day, revision, log_offset FROM taken_force WHERE log_partition = $1";
    private static final String WRITE = """
            INSERT INTO taken_force (tenant, log_partition, day, revision, log_offset) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant, log_partition) DO UPDATE
            SET day = excluded.day, revision = excluded.revision, log_offset = excluded.log_offset""";

    private TakenForceTable() {}

    /// By tenant; those without a row have published nothing.
    public static Map<String, TakenForce> of(Sql sql, int partition) {
        Map<String, TakenForce> taken = new HashMap<>();
        for (Row row : sql.execute(READ, Tuple.of(partition))) {
            taken.put(row.getString(0), new TakenForce(row.getLocalDate(1), row.getInteger(2), row.getLong(3)));
        }
        return taken;
    }

    static void write(Sql sql, int partition, String tenant, TakenForce taken) {
        sql.send(WRITE, Tuple.of(tenant, partition, taken.day(), taken.revision(), taken.offset()));
    }
}
