package dev.bellwether.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.cli.connection.Service;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads every value of every table of all databases, and says where a text is in it: as text, or among bytes.
final class Leftovers {

    private final String postgres;

    Leftovers(String postgres) {
        this.postgres = postgres;
    }

    /// The tables with the text in them, as in `features.chunk`.
    Set<String> of(String text) throws SQLException {
        Set<String> found = new TreeSet<>();
        for (Service service : Service.values()) {
            try (Connection database =
                    DriverManager.getConnection("jdbc:postgresql://" + postgres + "/" + service.database(), "bellwether", "bellwether")) {
                for (String table : tables(database)) {
                    if (holds(database, table, text)) {
                        found.add(service.database() + "." + table);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> tables(Connection database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = database.createStatement().executeQuery(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static boolean holds(Connection database, String table, String text) throws SQLException {
        try (ResultSet rows = database.createStatement().executeQuery("SELECT * FROM \"" + table + "\"")) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    boolean bytes = rows.getMetaData().getColumnTypeName(column).equals("bytea");
                    String value = bytes ? text(rows.getBytes(column)) : rows.getString(column);
                    if (value != null && value.contains(text)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// Bytes that are no text become signs that are in no text looked for.
    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
