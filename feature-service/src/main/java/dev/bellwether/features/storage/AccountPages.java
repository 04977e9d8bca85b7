package dev.bellwether.features.storage;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.account.Selection;
import dev.bellwether.features.state.Days;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/// Many accounts read from the tables `account` and `chunk`, by key.
public final class AccountPages {

    private static final String NOT_SUSPENDED =
            """
            NOT EXISTS (
              SELECT FROM suspended_account s
              WHERE s.topic = $5 AND s.partition = $1 AND s.tenant = p.tenant AND s.account = p.account)""";

    private AccountPages() {}

    /// The next of all accounts.
    public static List<FoldedAccount> next(Sql sql, int partition, AccountKey after, int limit) {
        return page(sql, "true", Tuple.of(partition, after.tenant(), after.account(), limit));
    }

    /// The next accounts of a selection, without those that are suspended on the topic.
    static List<FoldedAccount> next(Sql sql, int partition, String topic, Selection selection, AccountKey after, int limit) {
        Tuple parameters = Tuple.tuple()
                .addInteger(partition)
                .addString(after.tenant())
                .addString(after.account())
                .addInteger(limit)
                .addString(topic)
                .addArrayOfString(selection.tenants().toArray(String[]::new));
        String selected = switch (selection) {
            case Selection.OfTenants _ -> "tenant = ANY ($6)";
            case Selection.NotClosedOn of -> {
                parameters.addInteger(of.day());
                yield """
                        tenant = ANY ($6) AND first_fact_day <= $7 AND backfill = ''
                        AND (last_closed_day IS NULL OR last_closed_day < $7)""";
            }
            case Selection.InBackfill of -> {
                parameters.addString(of.backfill());
                yield "tenant = ANY ($6) AND backfill = $7";
            }
        };
        return page(sql, selected + " AND " + NOT_SUSPENDED, parameters);
    }

    /// The first day of the history that a backfill has brought, without the accounts that are suspended on the topic.
    static int firstDayOfHistory(Sql sql, int partition, String topic, String tenant, String backfill, int through) {
        int first = AccountTables.orNone(sql.execute(
                """
                        SELECT min(first_fact_day) FROM account p
                        WHERE log_partition = $1 AND tenant = $2 AND backfill = $3 AND first_fact_day <= $4
                          AND last_closed_day IS NULL AND """ + " " + NOT_SUSPENDED,
                Tuple.of(partition, tenant, backfill, through, topic))
                .iterator()
                .next()
                .getInteger(0));
        return first == Days.NONE ? first : FoldedAccount.firstClosing(first, through);
    }

    private static List<FoldedAccount> page(Sql sql, String selected, Tuple parameters) {
        List<FoldedAccount> found = new ArrayList<>();
        AccountKey at = null;
        for (Row row : sql.execute(
                "SELECT " + AccountTables.COLUMNS
                        + """
                        , a.tenant, a.account FROM (
                          SELECT * FROM account p
                          WHERE log_partition = $1 AND (tenant, account) > ($2, $3) AND (%s)
                          ORDER BY tenant, account LIMIT $4) a
                        LEFT JOIN chunk c ON c.log_partition = $1 AND c.tenant = a.tenant AND c.account = a.account
                        ORDER BY a.tenant, a.account, c.month"""
                                .formatted(selected),
                parameters)) {
            AccountKey key = new AccountKey(row.getString(6), row.getString(7));
            if (!key.equals(at)) {
                found.add(AccountTables.account(key, row));
                at = key;
            }
            AccountTables.chunk(found.getLast(), row);
        }
        return found;
    }
}
