package dev.bellwether.playbooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.playbooks.delivery.BoundedDelivery.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedDeliveryTest {

    private static final class Recorder implements BoundedDelivery.Client<Integer> {
        private final List<Integer> received = new ArrayList<>();
        private final AtomicInteger inside = new AtomicInteger();
        private volatile boolean ready = true;
        private Ending ending;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void send(Integer change) {
            assertThat(inside.incrementAndGet()).as("one at a time").isEqualTo(1);
            received.add(change);
            inside.decrementAndGet();
        }

        @Override
        public void end(Ending ended) {
            assertThat(ending).as("ended once").isNull();
            ending = ended;
        }
    }

    @Test
    void a_client_that_is_ready_gets_each_change_at_once() {
        var client = new Recorder();
        var delivery = new BoundedDelivery<>(2, client);
        IntStream.range(0, 100).forEach(delivery::offer);
        assertThat(client.received).hasSize(100).isSorted();
        assertThat(client.ending).isNull();
    }

    @Test
    void what_waits_for_a_client_comes_when_it_is_ready() {
        var client = new Recorder();
        client.ready = false;
        var delivery = new BoundedDelivery<>(3, client);
        IntStream.range(0, 3).forEach(delivery::offer);
        assertThat(client.received).isEmpty();
        client.ready = true;
        delivery.drain();
        assertThat(client.received).containsExactly(0, 1, 2);
    }

    @Test
    void a_client_that_falls_behind_by_more_than_the_bound_is_ended_and_hears_nothing_more() {
        var client = new Recorder();
        client.ready = false;
        var delivery = new BoundedDelivery<>(3, client);
        IntStream.range(0, 4).forEach(delivery::offer);
        assertThat(client.ending).isEqualTo(Ending.TOO_SLOW);
        client.ready = true;
        IntStream.range(4, 9).forEach(delivery::offer);
        assertThat(client.received).isEmpty();
    }

    @Test
    void a_client_is_told_when_changes_may_have_been_missed() {
        var client = new Recorder();
        var delivery = new BoundedDelivery<>(3, client);
        delivery.offer(1);
        delivery.interrupt();
        delivery.interrupt();
        assertThat(client.ending).isEqualTo(Ending.INTERRUPTED);
    }

    @Test
    void many_threads_at_once_lose_nothing_and_call_the_client_one_at_a_time() throws InterruptedException {
        var client = new Recorder();
        var delivery = new BoundedDelivery<>(100_000, client);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 8; thread++) {
                int first = thread * 1_000;
                threads.submit(() -> IntStream.range(first, first + 1_000).forEach(delivery::offer));
                threads.submit(() -> IntStream.range(0, 1_000).forEach(_ -> delivery.drain()));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(client.received).hasSize(8_000).doesNotHaveDuplicates();
    }
}
