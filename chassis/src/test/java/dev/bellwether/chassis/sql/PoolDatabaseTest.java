package dev.bellwether.chassis.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.testing.Databases;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolDatabaseTest {

    private static final String INSERT = "INSERT INTO number (value) VALUES ($1)";

    private final Databases databases = new Databases();
    private final PoolDatabase database = databases.connect();

    @BeforeEach
    void create() {
        database.withConnection(sql -> sql.execute("CREATE TABLE number (value int PRIMARY KEY)"));
    }

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void what_is_sent_is_carried_out_in_order_and_committed() {
        int changed = database.inTransaction(sql -> {
            sql.send(INSERT, Tuple.of(1));
            sql.send(INSERT, Tuple.of(2));
            Sql.Sent update = sql.send("UPDATE number SET value = value + 10", Tuple.tuple());
            sql.send(INSERT, Tuple.of(3));
            return update.rows();
        });
        assertThat(changed).isEqualTo(2);
        assertThat(sum()).isEqualTo(11 + 12 + 3);
    }

    @Test
    void what_was_sent_may_be_asked_for_again_and_after_others() {
        database.inTransaction(sql -> {
            Sql.Sent first = sql.send(INSERT, Tuple.of(1));
            Sql.Sent second = sql.send(INSERT, Tuple.of(2));
            assertThat(second.rows()).isEqualTo(1);
            assertThat(first.rows()).isEqualTo(1);
            return first.rows();
        });
        assertThat(sum()).isEqualTo(3);
    }

    @Test
    void a_failure_of_what_was_sent_comes_out_of_the_next_answer_as_itself() {
        assertThatThrownBy(() -> database.inTransaction(sql -> {
            sql.send(INSERT, Tuple.of(1));
            sql.send(INSERT, Tuple.of(1));
            sql.send(INSERT, Tuple.of(2));
            return sql.execute("SELECT 1");
        }))
                .isInstanceOf(SqlFailure.class)
                .hasMessageContaining("number_pkey");
        assertThat(sum()).isZero();
    }

    @Test
    void or_else_of_the_commit_which_then_is_none() {
        assertThatThrownBy(() -> database.inTransaction(sql -> {
            sql.send(INSERT, Tuple.of(1));
            sql.send(INSERT, Tuple.of(1));
            return null;
        }))
                .isInstanceOf(SqlFailure.class)
                .hasMessageContaining("number_pkey");
        assertThat(sum()).isZero();
    }

    @Test
    void the_answer_to_one_is_not_spoiled_by_a_later_one_that_fails() {
        assertThatThrownBy(() -> database.inTransaction(sql -> {
            Sql.Sent first = sql.send(INSERT, Tuple.of(1));
            sql.send(INSERT, Tuple.of(1));
            if (first.rows() == 1) {
                throw new IllegalStateException("seen");
            }
            return null;
        }))
                .hasMessage("seen");
        assertThat(sum()).isZero();
    }

    @Test
    void outside_a_transaction_what_was_sent_is_waited_for_too() {
        assertThatThrownBy(() -> database.withConnection(sql -> {
            sql.send(INSERT, Tuple.of(1));
            sql.send(INSERT, Tuple.of(1));
            return null;
        }))
                .hasMessageContaining("number_pkey");
        assertThat(sum()).isEqualTo(1);
    }

    private long sum() {
        return database.withConnection(sql -> sql.execute("SELECT coalesce(sum(value), 0) FROM number").iterator().next().getLong(0));
    }
}
