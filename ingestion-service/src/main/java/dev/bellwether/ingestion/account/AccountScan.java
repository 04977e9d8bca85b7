package dev.bellwether.ingestion.account;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.journal.JournalPartitions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// The accounts of a tenant in one table, by id, read some at a time as they are asked for.
///
/// From one account the index is asked for the next one, whatever stands between them: PostgreSQL reads all entries of an index to
/// tell the different values apart, and an account may have millions of events.
final class AccountScan {

    /// $1 is the tenant, $2 the account before the first one, $3 the most.
    private static final String JUMPING =
            """
            WITH RECURSIVE found (account) AS (
              (SELECT account FROM %1$s WHERE tenant = $1 AND account > $2 ORDER BY account LIMIT 1)
              UNION ALL
              SELECT (SELECT next.account FROM %1$s next WHERE next.tenant = $1 AND next.account > found.account ORDER BY next.account LIMIT 1)
              FROM found WHERE found.account IS NOT NULL)
            SELECT account, %2$s FROM found WHERE account IS NOT NULL LIMIT $3""";
    static final String PERSONS = JUMPING.formatted("person", "NULL::timestamptz");
    /// Few, in all.
    private static final String SUSPENDED =
            """
            SELECT DISTINCT account COLLATE "C" AS account, NULL::timestamptz FROM suspended_account
            WHERE tenant = $1 AND account COLLATE "C" > $2 ORDER BY account LIMIT $3""";

    private final Sql sql;
    private final String statement;
    private final String tenant;
    private final int atOnce;
    private final Queue<ListedAccount> read = new ArrayDeque<>();
    private String after;
    private boolean exhausted;

    private AccountScan(Sql sql, String statement, String tenant, String after, int atOnce) {
        this.sql = sql;
        this.statement = statement;
        this.tenant = tenant;
        this.after = after;
        this.atOnce = atOnce;
    }

    static AccountScan journal(Sql sql, int partition, String tenant, String after, int atOnce) {
        return new AccountScan(sql, journal(partition), tenant, after, atOnce);
    }

    static AccountScan persons(Sql sql, String tenant, String after, int atOnce) {
        return new AccountScan(sql, PERSONS, tenant, after, atOnce);
    }

    static AccountScan suspended(Sql sql, String tenant, String after, int atOnce) {
        return new AccountScan(sql, SUSPENDED, tenant, after, atOnce);
    }

    static String journal(int partition) {
        String table = JournalPartitions.table(partition);
        return JUMPING.formatted(table,
                "(SELECT max(event.occurred_at) FROM " + table + " event WHERE event.tenant = $1 AND event.account = found.account)");
    }

    /// The next one, which stays the next one. Empty at the end.
    Optional<ListedAccount> peek() {
        if (read.isEmpty() && !exhausted) {
            for (Row row : sql.execute(statement, Tuple.of(tenant, after, atOnce))) {
                read.add(new ListedAccount(row.getString(0), Optional.ofNullable(row.getOffsetDateTime(1)).map(OffsetDateTime::toInstant)));
                after = row.getString(0);
            }
            exhausted = read.size() < atOnce;
        }
        return Optional.ofNullable(read.peek());
    }

    ListedAccount take() {
        return read.remove();
    }
}
