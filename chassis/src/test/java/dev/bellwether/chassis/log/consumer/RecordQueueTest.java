package dev.bellwether.chassis.log.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordQueueTest {

    @Test
    void what_is_taken_keeps_to_both_limits_and_to_the_order() throws Exception {
        var queue = new RecordQueue(3, 100, ThreadRuntime.SYSTEM);
        queue.add(records(0, 4, 10));
        queue.add(records(4, 2, 60));
        assertThat(offsets(queue.take(0))).containsExactly(0L, 1L, 2L);
        assertThat(offsets(queue.take(0))).containsExactly(3L, 4L);
        assertThat(offsets(queue.take(0))).containsExactly(5L);
        assertThat(queue.take(0)).isEmpty();
    }

    @Test
    void a_record_larger_than_the_limit_is_taken_alone() throws Exception {
        var queue = new RecordQueue(10, 100, ThreadRuntime.SYSTEM);
        queue.add(records(0, 2, 500));
        assertThat(offsets(queue.take(0))).containsExactly(0L);
        assertThat(offsets(queue.take(0))).containsExactly(1L);
    }

    @Test
    void it_is_full_when_a_batch_waits_by_number_or_by_size() throws Exception {
        var queue = new RecordQueue(3, 100, ThreadRuntime.SYSTEM);
        queue.add(records(0, 2, 10));
        assertThat(queue.isFull()).isFalse();
        queue.add(records(2, 1, 10));
        assertThat(queue.isFull()).isTrue();
        queue.take(0);
        queue.add(records(3, 1, 100));
        assertThat(queue.isFull()).isTrue();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(int from, int count, int size) {
        return IntStream.range(from, from + count)
                .mapToObj(offset -> new ConsumerRecord<>("topic", 0, offset, (byte[]) null, new byte[size]))
                .toList();
    }

    private static List<Long> offsets(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(ConsumerRecord::offset).toList();
    }
}
