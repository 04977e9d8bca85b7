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
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/// The table `suspended_account`, for operators.
final class SuspendedAccounts {
    private static final long IN_ARCHIVE = -1;

    private final Database database;

    SuspendedAccounts(Database database) {
        this.database = database;
    }

    ListSuspendedAccountsResponse list(ListSuspendedAccountsRequest request) {
        int size = PageToken.size(request);
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
                    page.setNextPageToken(
                            PageToken.of(request, last.getString("tenant"), last.getString("account"), last.getString("topic")));
                    break;
                }
                page.addAccounts(account(row));
                last = row;
            }
            return page.build();
        });
    }

    /// @param makingUp before anything is locked; false when it has done nothing
    /// @param rest     of what was made up for: what the partition has passed since
    /// @param resuming while the partition stands still
    /// @throws Refusal.NotFound when the account is not suspended
    void resume(AccountKey account, BiPredicate<Suspension, Sql> makingUp, Consumer<Suspension> rest,
            BiConsumer<Suspension, Sql> resuming) {
        database.inTransaction(sql -> {
            List<Suspension> before = suspensions(sql, account);
            List<Suspension> madeUp = before.stream().filter(suspension -> makingUp.test(suspension, sql)).toList();
            sql.execute("SELECT FROM suspended_account WHERE tenant = $1 AND account = $2 ORDER BY topic FOR UPDATE",
                    Tuple.of(account.tenant(), account.account()));
            // No batch can pass over the account's records between here and the commit.
            before.forEach(suspension -> checkpoint(suspension).lock(sql));
            List<Suspension> now = suspensions(sql, account);
            for (Suspension suspension : madeUp) {
                now.stream().filter(it -> it.topic().equals(suspension.topic()) && it.to() > suspension.to())
                        .forEach(it -> rest.accept(new Suspension(account, it.topic(), it.partition(), suspension.to(), it.to())));
            }
            now.forEach(suspension -> resuming.accept(suspension, sql));
            sql.update("DELETE FROM suspended_account WHERE tenant = $1 AND account = $2", Tuple.of(account.tenant(), account.account()));
            return null;
        });
    }

    private static List<Suspension> suspensions(Sql sql, AccountKey account) {
        List<Suspension> suspensions = new ArrayList<>();
        for (Row row : sql.execute(
                "SELECT topic, partition, log_offset FROM suspended_account WHERE tenant = $1 AND account = $2 ORDER BY topic",
                Tuple.of(account.tenant(), account.account()))) {
            OffsetCheckpoint checkpoint = new OffsetCheckpoint(row.getString(0), row.getInteger(1));
            suspensions.add(new Suspension(account, checkpoint.topic(), checkpoint.partition(), row.getLong(2),
                    checkpoint.load(sql).orElseThrow()));
        }
        if (suspensions.isEmpty()) {
            String name = ResourceNames.account(account);
            throw new Refusal.NotFound(name, name + " is not suspended");
        }
        return suspensions;
    }

    private static OffsetCheckpoint checkpoint(Suspension suspension) {
        return new OffsetCheckpoint(suspension.topic(), suspension.partition());
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
