package dev.bellwether.chassis.erasure;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Where a service keeps data of accounts. What is exported, what is deleted and what is searched for leftovers all go by this
/// one list, so nothing can be in one and not in the others; and a service's test fails for a table that is not named here.
///
/// Tables are named in the order in which other transactions write to them, so that there is no deadlock; deleting goes backwards, so
/// a table by which rows of another are found stands before it.
public final class AccountData {
    private static final int PAGE = 500;
    /// The chassis's own, in every service's database.
    private static final List<AccountTable> OF_THE_CHASSIS = List.of(AccountTable.named("suspended_account"));
    private static final Set<String> OTHERS_OF_THE_CHASSIS =
            Set.of("log_offset", "log_topic", "published", "definition_change", "definition_draft", "definition_revision",
                    "definition_audit", "closed_day", "flyway_schema_history",
                    // A hash, and the name only as long as the rest is not deleted.
                    "erased_account");
    private static final String TABLES = """
            SELECT c.relname FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition""";

    private final List<AccountTable> tables;
    private final Set<String> others;

    private AccountData(List<AccountTable> tables, Set<String> others) {
        this.tables = tables;
        this.others = others;
    }

    public static AccountData none() {
        return new AccountData(OF_THE_CHASSIS, OTHERS_OF_THE_CHASSIS);
    }

    public AccountData and(AccountTable... more) {
        return and(List.of(more));
    }

    public AccountData and(List<AccountTable> more) {
        List<AccountTable> all = new ArrayList<>(tables);
        all.addAll(more);
        return new AccountData(List.copyOf(all), others);
    }

    /// Tables that hold nothing of any account.
    public AccountData besides(String... more) {
        Set<String> all = new HashSet<>(others);
        all.addAll(Set.of(more));
        return new AccountData(tables, Set.copyOf(all));
    }

    /// Deletes every row of the account. The commit is durable even when the database server crashes, since the deletion is going to
    /// be confirmed.
    public void delete(Sql transaction, AccountKey account) {
        transaction.execute("SET LOCAL synchronous_commit = on");
        for (AccountTable table : tables) {
            if (table.shared()) {
                transaction.execute("LOCK TABLE " + table.name() + " IN SHARE ROW EXCLUSIVE MODE");
            }
        }
        for (AccountTable table : tables.reversed()) {
            transaction.update("DELETE FROM " + table.name() + " WHERE " + table.condition(), table.parameters().apply(account));
        }
    }

    /// Takes the rows of an account, one after the other.
    @FunctionalInterface
    public interface RowReader {
        /// @param row by column
        void read(String table, JsonObject row);
    }

    /// Hands over everything that is held of the account, as of one moment, a page in memory at a time.
    public void export(Sql transaction, AccountKey account, RowReader reader) {
        transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        for (AccountTable table : tables) {
            List<String> bytes = List.copyOf(table.readings().keySet());
            StringBuilder columns = new StringBuilder("to_jsonb(t)::text");
            bytes.forEach(column -> columns.append(", t.").append(column));
            transaction.forEach(
                    "SELECT " + columns + " FROM " + table.name() + " t WHERE " + table.condition(),
                    table.parameters().apply(account),
                    PAGE,
                    row -> reader.read(table.name(), shown(table, bytes, row)));
        }
    }

    private static JsonObject shown(AccountTable table, List<String> bytes, Row row) {
        JsonObject shown = new JsonObject(row.getString(0));
        for (int i = 0; i < bytes.size(); i++) {
            if (row.getBuffer(i + 1) != null) {
                shown.put(bytes.get(i), table.readings().get(bytes.get(i)).apply(row.getBuffer(i + 1).getBytes(), shown));
            }
        }
        return shown;
    }

    /// How many rows of the account each table has, without those that have none.
    public Map<String, Long> rows(Sql sql, AccountKey account) {
        Map<String, Long> rows = new HashMap<>();
        for (AccountTable table : tables) {
            long count =
                    sql.execute("SELECT count(*) FROM " + table.name() + " WHERE " + table.condition(), table.parameters().apply(account))
                            .iterator()
                            .next()
                            .getLong(0);
            if (count > 0) {
                rows.put(table.name(), count);
            }
        }
        return rows;
    }

    /// Tables for which it is not declared here whether they hold data of accounts, and columns of bytes that have no reader here.
    /// For the test that every service has.
    public Set<String> undeclared(Sql sql) {
        Set<String> undeclared = new TreeSet<>();
        Map<String, AccountTable> known = new HashMap<>();
        tables.forEach(table -> known.put(table.name(), table));
        sql.execute(TABLES).forEach(row -> {
            String name = row.getString(0);
            if (!known.containsKey(name) && !others.contains(name)) {
                undeclared.add(name);
            }
        });
        sql.execute("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'bytea'")
                .forEach(row -> {
                    AccountTable table = known.get(row.getString(0));
                    if (table != null && !table.readings().containsKey(row.getString(1))) {
                        undeclared.add(row.getString(0) + "." + row.getString(1));
                    }
                });
        return undeclared;
    }
}
