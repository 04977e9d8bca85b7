package dev.bellwether.features.storage;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.erasure.AccountTable;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.state.ChunkEncoding;
import dev.bellwether.features.state.ChunkView;
import io.vertx.sqlclient.Tuple;

/// Where this service keeps data of accounts.
public final class FeatureData {
    public static final AccountData TABLES = AccountData.none()
            .and(AccountTable.named("account"))
            .and(AccountTable.named("chunk").showing(
                    "bytes", (bytes, row) -> ChunkView.of(ChunkEncoding.decode(row.getInteger("month"), bytes))))
            .besides("applied", "closed_tenant", "backfill_closing", "stream", "event")
            // Numbers of many accounts, without names: they stay, or what others were measured by would change.
            .besides("peer_contribution", "peer_reference");

    private FeatureData() {}

    /// Deletes all of the account. What it has contributed to is no longer what a rebuild makes.
    static void delete(Sql transaction, int partition, AccountKey account) {
        TABLES.delete(transaction, account);
        for (String table : new String[] {"peer_contribution", "backfill_closing", "closed_tenant"}) {
            transaction.update("UPDATE " + table + " SET rebuildable = false WHERE log_partition = $1 AND tenant = $2 AND rebuildable",
                    Tuple.of(partition, account.tenant()));
        }
    }
}
