package dev.bellwether.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// What is in the tables of one database, as a text that psql reads too. It is loaded into tables that the migrations have
/// made: the schema is theirs to tell.
final class DatabaseDump {

    private static final String TABLES = """
            SELECT relname FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'flyway_schema_history'
            ORDER BY relname COLLATE "C\"""";

    private static final String COLUMNS =
            """
            SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '%s' ORDER BY ordinal_position""";

    /// Tables that no migration has made, as the journal's.
    private static final String PARTITIONS = """
            SELECT 'CREATE TABLE ' || child.relname || ' PARTITION OF ' || parent.relname || coalesce(' (' || (
                SELECT string_agg(pg_get_constraintdef(own.oid), ', ') FROM pg_constraint own
                WHERE own.conrelid = child.oid AND own.contype = 'p' AND own.conparentid = 0) || ')', '')
                || ' ' || pg_get_expr(child.relpartbound, child.oid) || ';'
            FROM pg_inherits
            JOIN pg_class child ON child.oid = inhrelid AND child.relkind = 'r'
            JOIN pg_class parent ON parent.oid = inhparent
            ORDER BY child.oid""";

    private static final String SEQUENCES = """
            SELECT pg_get_serial_sequence(table_name, column_name) FROM information_schema.columns
            WHERE table_schema = 'public' AND is_identity = 'YES' ORDER BY table_name""";

    private DatabaseDump() {}

    /// Of a database in which nothing waits to be published.
    static void write(Connection database, Path file) throws SQLException, IOException {
        execute(database, "SET TimeZone = 'UTC'");
        List<String> tables = tables(database);
        StringBuilder text = new StringBuilder();
        texts(database, PARTITIONS).forEach(partition -> text.append(partition).append('\n'));
        text.append("TRUNCATE ").append(String.join(", ", tables)).append(";\n");
        for (String table : tables) {
            List<String> columns = columns(database, table);
            List<String> rows = rows(database, table, columns.stream().map(column -> portable(table, column)).toList());
            if (!rows.isEmpty()) {
                text.append("COPY ").append(table).append(" (").append(String.join(", ", columns)).append(") FROM stdin;\n");
                rows.forEach(row -> text.append(row).append('\n'));
                text.append("\\.\n");
            }
        }
        for (String sequence : texts(database, SEQUENCES)) {
            texts(database, "SELECT 'SELECT setval(''" + sequence + "'', ' || last_value || ');' FROM " + sequence + " WHERE is_called")
                    .forEach(statement -> text.append(statement).append('\n'));
        }
        Files.writeString(file, text);
    }

    /// Numbers of transactions mean something on their own server only. Below all that another one gives, they say of everything
    /// that it is published.
    private static String portable(String table, String column) {
        return switch (table + "." + column) {
            case "event.xid", "published.xid" -> "'3'::xid8";
            case "published.position" -> "(SELECT coalesce(max(event.position), 0) FROM event)";
            default -> column;
        };
    }

    static void load(Connection database, Path file) throws SQLException, IOException {
        for (Iterator<String> lines = Files.readAllLines(file).iterator(); lines.hasNext();) {
            String line = lines.next();
            if (line.startsWith("COPY ")) {
                StringBuilder rows = new StringBuilder();
                for (String row = lines.next(); !row.equals("\\."); row = lines.next()) {
                    rows.append(row).append('\n');
                }
                database.unwrap(PGConnection.class).getCopyAPI().copyIn(line, new StringReader(rows.toString()));
            } else {
                execute(database, line);
            }
        }
    }

    static List<String> tables(Connection database) throws SQLException {
        return texts(database, TABLES);
    }

    static List<String> columns(Connection database, String table) throws SQLException {
        return texts(database, COLUMNS.formatted(table));
    }

    /// Each row as COPY writes it, in the order of the texts.
    static List<String> rows(Connection database, String table, List<String> columns) throws SQLException, IOException {
        StringWriter rows = new StringWriter();
        database.unwrap(PGConnection.class).getCopyAPI()
                .copyOut("COPY (SELECT " + String.join(", ", columns) + " FROM " + table + ") TO STDOUT", rows);
        return rows.toString().lines().sorted().collect(Collectors.toList());
    }

    static List<String> texts(Connection database, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = database.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
