package dev.bellwether.features.storage;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.account.AccountRow;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.ChunkEncoding;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.state.MonthChunk;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tables `account` and `chunk`.
public final class AccountTables {

    static final String COLUMNS =
            "a.first_fact_day, a.last_closed_day, a.latest_received_day, a.backfill, c.month, c.bytes";

    private AccountTables() {}

    /// Those of the accounts that there are.
    static List<FoldedAccount> load(Sql sql, int partition, List<AccountKey> keys) {
        List<FoldedAccount> found = new ArrayList<>(keys.size());
        long at = -1;
        for (Row row : sql.execute(
                "SELECT " + COLUMNS
                        + """
                        , k.n FROM unnest($2::text[], $3::text[]) WITH ORDINALITY k(tenant, account, n)
                        JOIN account a ON a.log_partition = $1 AND a.tenant = k.tenant AND a.account = k.account
                        LEFT JOIN chunk c ON c.log_partition = $1 AND c.tenant = k.tenant AND c.account = k.account
                        ORDER BY k.n, c.month""",
                Tuple.of(partition, tenants(keys), accounts(keys)))) {
            long n = row.getLong(6);
            if (n != at) {
                found.add(account(keys.get((int) n - 1), row));
                at = n;
            }
            chunk(found.getLast(), row);
        }
        return found;
    }

    public static Optional<FoldedAccount> find(Sql sql, int partition, AccountKey key) {
        return load(sql, partition, List.of(key)).stream().findFirst();
    }

    static Set<String> tenantsEvaluatedOn(Sql sql, int partition, int day) {
        Set<String> tenants = new java.util.HashSet<>();
        for (Row row : sql.execute(
                """
                SELECT DISTINCT tenant FROM account
                WHERE log_partition = $1 AND first_fact_day <= $2 AND backfill = ''""",
                Tuple.of(partition, day))) {
            tenants.add(row.getString(0));
        }
        return tenants;
    }

    /// Writes what has changed of the accounts, none of them erased.
    public static void write(Sql sql, int partition, Collection<FoldedAccount> accounts) {
        writeRows(sql, partition, accounts.stream().filter(FoldedAccount::rowChanged).toList());
        writeChunks(sql, partition, accounts);
        accounts.forEach(FoldedAccount::stored);
    }

    /// The account's row alone, whatever has become of its chunks.
    public static AccountRow row(Sql sql, int partition, AccountKey key) {
        for (Row row : sql.execute(
                """
                SELECT first_fact_day, last_closed_day, latest_received_day, backfill
                FROM account WHERE log_partition = $1 AND tenant = $2 AND account = $3""",
                Tuple.of(partition, key.tenant(), key.account()))) {
            return row(row);
        }
        return AccountRow.NEW;
    }

    /// Stores the account as it is, whatever was stored of it.
    public static void replace(Sql sql, int partition, FoldedAccount account) {
        deleteChunks(sql, partition, List.of(account.key()));
        write(sql, partition, List.of(account));
    }

    private static void writeRows(Sql sql, int partition, List<FoldedAccount> changed) {
        if (changed.isEmpty()) {
            return;
        }
        List<AccountKey> keys = changed.stream().map(FoldedAccount::key).toList();
        List<AccountRow> rows = changed.stream().map(FoldedAccount::row).toList();
        sql.send(
                """
                INSERT INTO account (log_partition, tenant, account,
                  first_fact_day, last_closed_day, latest_received_day, backfill)
                SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int[], $5::int[], $6::int[], $7::text[])
                ON CONFLICT (log_partition, tenant, account) DO UPDATE SET
                  first_fact_day = excluded.first_fact_day,
                  last_closed_day = excluded.last_closed_day,
                  latest_received_day = excluded.latest_received_day,
                  backfill = excluded.backfill""",
                Tuple.tuple()
                        .addInteger(partition)
                        .addArrayOfString(tenants(keys))
                        .addArrayOfString(accounts(keys))
                        .addArrayOfInteger(rows.stream().map(row -> orNull(row.firstFactDay())).toArray(Integer[]::new))
                        .addArrayOfInteger(rows.stream().map(row -> orNull(row.lastClosedDay())).toArray(Integer[]::new))
                        .addArrayOfInteger(rows.stream().map(row -> orNull(row.latestReceivedDay())).toArray(Integer[]::new))
                        .addArrayOfString(rows.stream().map(AccountRow::backfill).toArray(String[]::new)));
    }

    private static void deleteChunks(Sql sql, int partition, List<AccountKey> keys) {
        sql.send(
                """
                DELETE FROM chunk c USING unnest($2::text[], $3::text[]) k(tenant, account)
                WHERE c.log_partition = $1 AND c.tenant = k.tenant AND c.account = k.account""",
                Tuple.of(partition, tenants(keys), accounts(keys)));
    }

    private static void writeChunks(Sql sql, int partition, Collection<FoldedAccount> accounts) {
        List<AccountKey> keys = new ArrayList<>();
        List<Integer> months = new ArrayList<>();
        List<Buffer> bytes = new ArrayList<>();
        for (FoldedAccount account : accounts) {
            AccountState state = account.state();
            for (int i = 0; i < state.size(); i++) {
                MonthChunk chunk = state.chunk(i);
                if (chunk.changed()) {
                    keys.add(account.key());
                    months.add(chunk.month());
                    bytes.add(Buffer.buffer(ChunkEncoding.encode(chunk)));
                }
            }
        }
        if (!keys.isEmpty()) {
            sql.send(
                    """
                    INSERT INTO chunk (log_partition, tenant, account, month, bytes)
                    SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int[], $5::bytea[])
                    ON CONFLICT (log_partition, tenant, account, month) DO UPDATE SET bytes = excluded.bytes""",
                    Tuple.tuple()
                            .addInteger(partition)
                            .addArrayOfString(tenants(keys))
                            .addArrayOfString(accounts(keys))
                            .addArrayOfInteger(months.toArray(Integer[]::new))
                            .addArrayOfBuffer(bytes.toArray(Buffer[]::new)));
        }
    }

    static FoldedAccount account(AccountKey key, Row row) {
        return new FoldedAccount(key, row(row), new AccountState());
    }

    private static AccountRow row(Row row) {
        return new AccountRow(
                orNone(row.getInteger(0)),
                orNone(row.getInteger(1)),
                orNone(row.getInteger(2)),
                row.getString(3),
                false);
    }

    static void chunk(FoldedAccount account, Row row) {
        Integer month = row.getInteger(4);
        if (month != null) {
            try {
                account.state().load(ChunkEncoding.decode(month, row.getBuffer(5).getBytes()));
            } catch (RuntimeException damaged) {
                throw new AccountProcessingException(
                        account.key(),
                        "its stored facts of " + Days.text(Days.firstDayOfMonth(month)).substring(0, 7)
                                + " cannot be read: " + damaged.getMessage(),
                        damaged);
            }
        }
    }

    private static String[] tenants(List<AccountKey> keys) {
        return keys.stream().map(AccountKey::tenant).toArray(String[]::new);
    }

    private static String[] accounts(List<AccountKey> keys) {
        return keys.stream().map(AccountKey::account).toArray(String[]::new);
    }

    static Integer orNull(int day) {
        return day == Days.NONE ? null : day;
    }

    static int orNone(Integer day) {
        return day == null ? Days.NONE : day;
    }
}
