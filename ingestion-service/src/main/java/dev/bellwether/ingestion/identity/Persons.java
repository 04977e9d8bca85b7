package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// The persons whom a tenant's messages have named.
@ApplicationScoped
public class Persons {

    private static final int AT_ONCE = 500;

    private final Database database;

    Persons(Database database) {
        this.database = database;
    }

    /// @param messages that wait for persons to become known
    public record Count(long persons, long messages) {

        Count and(Count more) {
            return new Count(persons + more.persons, messages + more.messages);
        }
    }

    public Count count(String tenant) {
        return database.withConnection(sql -> new Count(
                count(sql, "SELECT count(*) FROM person WHERE tenant = $1", tenant),
                count(sql, "SELECT count(*) FROM waiting_message WHERE tenant = $1", tenant)));
    }

    /// Killed in between, the rest is still there.
    public Count forget(String tenant) {
        Count forgotten = new Count(0, 0);
        Count last;
        do {
            last = database.inTransaction(sql -> forgetSome(sql, tenant));
            forgotten = forgotten.and(last);
        } while (last.persons() == AT_ONCE);
        return forgotten;
    }

    /// Locks persons before the messages that wait for them, and the tables in that order too, as resolving messages and erasing an
    /// account do.
    private static Count forgetSome(Sql sql, String tenant) {
        sql.execute("LOCK TABLE person IN ROW EXCLUSIVE MODE");
        List<String> persons = new ArrayList<>();
        for (Row row : sql.execute("SELECT person FROM person WHERE tenant = $1 ORDER BY person LIMIT $2 FOR UPDATE",
                Tuple.of(tenant, AT_ONCE))) {
            persons.add(row.getString(0));
        }
        Tuple those = Tuple.tuple().addString(tenant).addArrayOfString(persons.toArray(String[]::new));
        int messages = sql.update("DELETE FROM waiting_message WHERE tenant = $1 AND person = ANY ($2)", those);
        return new Count(sql.update("DELETE FROM person WHERE tenant = $1 AND person = ANY ($2)", those), messages);
    }

    private static long count(Sql sql, String query, String tenant) {
        return sql.execute(query, Tuple.of(tenant)).iterator().next().getLong(0);
    }
}
