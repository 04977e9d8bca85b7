package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.Set;

/// The table `suspended_account`.
final class Suspensions {

    private Suspensions() {}

    static Set<AccountKey> of(Sql sql, String topic, int partition) {
        Set<AccountKey> suspended = new HashSet<>();
        for (Row row : sql.execute(
                "SELECT tenant, account FROM suspended_account WHERE topic = $1 AND partition = $2", Tuple.of(topic, partition))) {
            suspended.add(new AccountKey(row.getString(0), row.getString(1)));
        }
        return suspended;
    }

    static void suspend(Sql sql, String topic, int partition, AccountKey account, long offset, String reason) {
        sql.update(
                """
                INSERT INTO suspended_account (topic, partition, tenant, account, log_offset, reason)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING""",
                Tuple.of(topic, partition, account.tenant(), account.account(), offset, reason));
    }
}
