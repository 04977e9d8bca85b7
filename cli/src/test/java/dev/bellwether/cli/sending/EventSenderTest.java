package dev.bellwether.cli.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.ingestion.v1.Event;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EventSenderTest {

    private static final int BATCHES = 40;

    private final List<Integer> answered = new ArrayList<>();

    private static List<Event> batch(int number) {
        return List.of(Event.newBuilder().setEventId("e" + number).build());
    }

    private static List<String> ids() {
        return IntStream.range(0, BATCHES).mapToObj(number -> "e" + number).toList();
    }

    private void sendTo(BreakingIngestion door) {
        try (EventSender<Integer> sender = new EventSender<>(door.stub(), "", (number, _, _) -> answered.add(number))) {
            for (int number = 0; number < BATCHES; number++) {
                sender.send(batch(number), number);
            }
            sender.finish();
        }
    }

    @Test
    void every_batch_arrives_once_and_is_answered_in_order_while_all_is_well() throws Exception {
        try (BreakingIngestion door = new BreakingIngestion()) {
            sendTo(door);
            assertThat(door.received()).isEqualTo(ids());
        }
        assertThat(answered).isEqualTo(IntStream.range(0, BATCHES).boxed().toList());
    }

    @Test
    void what_was_not_acknowledged_when_a_stream_broke_is_sent_again() throws Exception {
        try (BreakingIngestion door = new BreakingIngestion(Status.UNAVAILABLE, Status.RESOURCE_EXHAUSTED, Status.INTERNAL)) {
            sendTo(door);
            assertThat(door.received()).as("three batches came twice, for nobody said that they had come").hasSizeGreaterThan(BATCHES)
                    .containsOnlyOnceElementsOf(List.of("e0", "e1")).containsAll(ids());
        }
        assertThat(answered).isEqualTo(IntStream.range(0, BATCHES).boxed().toList());
    }

    @Test
    void a_refusal_that_will_not_pass_ends_it() throws Exception {
        try (BreakingIngestion door = new BreakingIngestion(Status.FAILED_PRECONDITION.withDescription("the backfill is finished"))) {
            assertThatThrownBy(() -> sendTo(door)).isInstanceOf(StatusRuntimeException.class)
                    .hasMessageContaining("the backfill is finished");
        }
    }

    @Test
    void batches_are_cut_by_number_and_by_bytes() {
        List<Integer> sizes = new ArrayList<>();
        Batcher<Void> batcher = new Batcher<>((events, _) -> sizes.add(events.size()));
        Event small = batch(1).getFirst();
        Event large = Event.newBuilder().setUser("u".repeat(400_000)).build();
        IntStream.range(0, 1_500).forEach(_ -> batcher.add(small, null));
        IntStream.range(0, 3).forEach(_ -> batcher.add(large, null));
        batcher.flush();

        // 1,000 by number; the 500 others and two large ones make up the first mebibyte.
        assertThat(sizes).containsExactly(1_000, 502, 1);
    }
}
