package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Map;

/// The table `closed_day`: how far each tenant's days are closed. No revision begins on such a day, so decisions stay as they are.
public final class ClosedDays {

    private static final String WRITE = """
            INSERT INTO closed_day AS known (tenant, log_partition, day)
            SELECT tenant, $3, day FROM unnest($1::text[], $2::date[]) AS new (tenant, day) ORDER BY tenant
            ON CONFLICT (tenant, log_partition) DO UPDATE SET day = excluded.day WHERE known.day < excluded.day""";

    private ClosedDays() {}

    /// To be written in the transaction that closes the days, which has seen [DefinitionHistory#sharedBy] before.
    ///
    /// @param days the last one of each tenant in the batch
    public static void write(Sql transaction, int partition, Map<String, LocalDate> days) {
        if (!days.isEmpty()) {
            String[] tenants = days.keySet().toArray(String[]::new);
            LocalDate[] last = new LocalDate[tenants.length];
            for (int i = 0; i < tenants.length; i++) {
                last[i] = days.get(tenants[i]);
            }
            transaction.send(WRITE, Tuple.from(new Object[] {tenants, last, partition}));
        }
    }
}
