package dev.bellwether.chassis.operations;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.operations.v1.ListSuspendedAccountsResponse;
import dev.bellwether.operations.v1.SuspendedAccount;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.BiConsumer;

/// The table `suspended_account`, for operators.
final class SuspendedAccounts {
    private static final long IN_ARCHIVE = -1;
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final Database database;

    SuspendedAccounts(Database database) {
        this.database = database;
    }

    ListSuspendedAccountsResponse list(ListSuspendedAccountsRequest request) {
        int size = PageToken.size(request.getPageSize(), PAGE, LARGEST_PAGE);
        List<String> after = PageToken.position(request, 3);
        Tuple parameters = after.isEmpty() ? Tuple.of("", "", "", size + 1) : Tuple.of(after.get(0), after.get(1), after.get(2), size + 1);
        return database.withConnection(sql -> {
            var page = ListSuspendedAccountsResponse.newBuilder();
            Row last = null;
            for (Row row : sql.execute(
                    """
                    SELECT tenant, account, topic, partition, log_offset, reason, suspended_at
                    FROM suspended_account
                    WHERE (tenant, account, topic) > ($1, $2, $3)
                    ORDER BY tenant, account, topic
                    LIMIT $4""",
                    parameters)) {
                if (page.getAccountsCount() == size) {
                    page.setNextPageToken(PageToken.of(request, last.getString("tenant"), last.getString("account"), last.getString("topic")));
                    break;
                }
                page.addAccounts(account(row));
                last = row;
            }
            return page.build();
        });
    }

    /// @throws Refusal.NotFound when the account is not suspended
    void resume(AccountKey account, BiConsumer<Suspension, Sql> making) {
        database.inTransaction(sql -> {
            var rows = sql.execute(
                    "SELECT topic, partition, log_offset FROM suspended_account WHERE tenant = $1 AND account = $2 ORDER BY topic FOR UPDATE",
                    Tuple.of(account.tenant(), account.account()));
            if (rows.size() == 0) {
                String name = ResourceNames.account(account);
                throw new Refusal.NotFound(name, name + " is not suspended");
            }
            for (Row row : rows) {
                // Locked, so that no batch can pass over the account's records between here and the commit.
                long next = new OffsetCheckpoint(row.getString(0), row.getInteger(1)).lock(sql).orElseThrow();
                making.accept(new Suspension(account, row.getString(0), row.getInteger(1), row.getLong(2), next), sql);
            }
            sql.update("DELETE FROM suspended_account WHERE tenant = $1 AND account = $2", Tuple.of(account.tenant(), account.account()));
            return null;
        });
    }

    private static SuspendedAccount account(Row row) {
        return SuspendedAccount.newBuilder()
                .setName(ResourceNames.account(new AccountKey(row.getString("tenant"), row.getString("account"))))
                .setTopic(row.getString("topic"))
                .setPartition(row.getInteger("partition"))
                .setOffset(Math.max(IN_ARCHIVE, row.getLong("log_offset")))
                .setReason(row.getString("reason"))
                .setSuspendedAt(Dates.timestamp(row.getOffsetDateTime("suspended_at").toInstant()))
                .build();
    }
}
