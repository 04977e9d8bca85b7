package dev.bellwether.chassis.log.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.testing.Databases;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OffsetCheckpointTest {

    private static final OffsetCheckpoint CHECKPOINT = new OffsetCheckpoint("events", 3);

    private final Databases databases = new Databases();
    private final Database database = databases.connect();

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void a_partition_that_was_never_read_has_none_and_is_begun_once() {
        assertThat(load()).isEmpty();
        begin(7);
        begin(9);
        assertThat(load()).hasValue(7);
    }

    @Test
    void it_moves_from_where_the_owner_expects_it() {
        begin(7);
        move(7, 12);
        move(12, 12);
        assertThat(load()).hasValue(12);
    }

    @Test
    void a_zombie_is_fenced_and_what_it_has_written_is_rolled_back() {
        begin(7);
        move(7, 12);
        assertThatThrownBy(() -> database.inTransaction(sql -> {
            new OffsetCheckpoint("events", 4).begin(sql, 1);
            CHECKPOINT.compareAndSet(sql, 7, 9);
            return null;
        })).isInstanceOf(FencedException.class).hasMessage("partition 3 of events is no longer at offset 7");
        assertThat(all()).isEqualTo(Map.of(new TopicPartition("events", 3), 12L));
    }

    @Test
    void two_that_move_it_at_once_do_not_both_succeed() {
        begin(7);
        Database other = databases.connect();
        assertThatThrownBy(() -> database.inTransaction(sql -> {
            other.inTransaction(faster -> {
                CHECKPOINT.compareAndSet(faster, 7, 8);
                return null;
            });
            CHECKPOINT.compareAndSet(sql, 7, 8);
            return null;
        })).isInstanceOf(FencedException.class);
    }

    @Test
    void an_owner_of_a_topic_that_was_replaced_or_forgotten_is_fenced() {
        begin(7);
        database.inTransaction(sql -> {
            OffsetCheckpoint.reset(sql, "events", Map.of(3, 0L, 5, 0L));
            return null;
        });
        assertThat(all()).as("only partitions that have been read").isEqualTo(Map.of(new TopicPartition("events", 3), 0L));
        assertThatThrownBy(() -> move(7, 8)).isInstanceOf(FencedException.class);
        database.inTransaction(sql -> {
            OffsetCheckpoint.forget(sql, "events");
            return null;
        });
        assertThat(all()).isEmpty();
        assertThatThrownBy(() -> move(0, 1)).isInstanceOf(FencedException.class);
    }

    private void begin(long offset) {
        database.inTransaction(sql -> {
            CHECKPOINT.begin(sql, offset);
            return null;
        });
    }

    private void move(long expected, long next) {
        database.inTransaction(sql -> {
            CHECKPOINT.compareAndSet(sql, expected, next);
            return null;
        });
    }

    private OptionalLong load() {
        return database.withConnection(CHECKPOINT::load);
    }

    private Map<TopicPartition, Long> all() {
        return database.withConnection(OffsetCheckpoint::loadAll);
    }
}
