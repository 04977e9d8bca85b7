package dev.bellwether.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.embedded.testing.TestDatabase;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    void no_file_outside_its_folder_keeps_it_from_starting() throws Exception {
        // Longer than the path of a socket may be.
        var deep = directory.resolve("d".repeat(60)).resolve("e".repeat(60)).resolve("data");
        try (var postgres = LocalPostgres.start(deep, 0, List.of("letters"))) {
            assertThat(one(postgres, "SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void a_start_that_fails_ends_with_what_its_log_says() {
        assertThatThrownBy(() -> LocalPostgres.start(directory.resolve("data"), 0, List.of(), Map.of("shared_buffers", "many")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it has ended again")
                .hasMessageContaining("invalid value for parameter \"shared_buffers\"");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_server_that_is_killed_is_started_again_with_what_was_stored() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        try (var postgres = LocalPostgres.start(directory.resolve("data"), 0, List.of("letters"))) {
            run(postgres, "CREATE TABLE letter AS SELECT 'a' AS name");
            postgres.supervise(told::add);
            for (int death = 0; death < 2; death++) {
                new ProcessBuilder("kill", "-KILL", Long.toString(postgres.pid())).start().waitFor();

                assertThat(told.poll(2, TimeUnit.MINUTES)).startsWith("PostgreSQL died").contains("data.log");
                assertThat(told.poll(2, TimeUnit.MINUTES)).isEqualTo("PostgreSQL is back.");
                assertThat(one(postgres, "SELECT name FROM letter")).isEqualTo("a");
            }
        }
        assertThat(told).isEmpty();
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
