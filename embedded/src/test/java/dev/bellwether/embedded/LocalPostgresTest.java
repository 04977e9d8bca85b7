package dev.bellwether.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.embedded.testing.TestDatabase;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
    @TempDir
    Path directory;

    @Test
    void what_was_stored_is_there_at_the_next_start() throws Exception {
        try (var postgres = LocalPostgres.start(directory.resolve("data"), 0, List.of("letters"))) {
            run(postgres, "CREATE TABLE letter (name text)");
            run(postgres, "INSERT INTO letter VALUES ('a')");
        }
        try (var postgres = LocalPostgres.start(directory.resolve("data"), 0, List.of("letters", "numbers"))) {
            assertThat(one(postgres, "SELECT name FROM letter")).isEqualTo("a");
        }
    }

    @Test
    void a_commit_is_on_disk_before_it_is_acknowledged() throws Exception {
        try (var postgres = LocalPostgres.start(directory.resolve("data"), 0, List.of("letters"))) {
            assertThat(one(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(one(postgres, "SHOW synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void a_server_that_a_killed_process_left_behind_is_stopped_first() throws Exception {
        var left = LocalPostgres.start(directory.resolve("data"), 0, List.of("letters"));
        run(left, "CREATE TABLE letter (name text)");
        Orphan.stop(directory.resolve("data"));
        assertThatThrownBy(() -> one(left, "SELECT 1")).isInstanceOf(SQLException.class);
        left.close();
        try (var postgres = LocalPostgres.start(directory.resolve("data"), 0, List.of("letters"))) {
            assertThat(one(postgres, "SELECT count(*)::text FROM letter")).isEqualTo("0");
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (var other = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalPostgres.start(directory.resolve("data"), other.getLocalPort(), List.of()))
                    .isInstanceOf(PortTaken.class)
                    .hasMessageContaining(Integer.toString(other.getLocalPort()));
        }
    }

    @Test
    void each_test_gets_a_database_of_its_own_on_one_server() {
        var one = TestDatabase.create();
        var other = TestDatabase.create();
        assertThat(one.port()).isEqualTo(other.port());
        assertThat(one.name()).isNotEqualTo(other.name());
    }

    private static void run(LocalPostgres postgres, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("letters"), LocalPostgres.USER, LocalPostgres.PASSWORD);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static String one(LocalPostgres postgres, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("letters"), LocalPostgres.USER, LocalPostgres.PASSWORD);
                var sql = connection.createStatement(); var rows = sql.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
