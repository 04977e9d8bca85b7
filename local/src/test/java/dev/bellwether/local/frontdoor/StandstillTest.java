package dev.bellwether.local.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.local.frontdoor.ClientSender.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the front door does when what is behind it stands still: it says no in time, or yes and means it.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StandstillTest {

    private static final String TENANT = "acme";
    // A service that keeps what it cannot pass on would die of it: it ends on an OutOfMemoryError, and is seen to have.
    private static final String LITTLE_MEMORY = "-Xmx112m";
    private static final long MOST_RESIDENT_MEGABYTES = 450;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final List<ClientSender> senders = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void without_kafka_every_call_is_refused_in_time_and_afterwards_the_journal_has_what_was_acknowledged() throws Exception {
        try (IngestionOnKafka door = new IngestionOnKafka(folder)) {
            door.start(LITTLE_MEMORY, "-Dbellwether.gateway.acknowledge-within=PT3S", "-Dbellwether.gateway.make-room-within=PT1S",
                    "-Dbellwether.gateway.in-flight-bytes=400000");
            begin(door, 24);
            Eventually.eventuallyTrue(() -> acknowledged.size() > 2_000);

            door.takeKafkaAway();
            answers.clear();
            int before = acknowledged.size();
            Eventually.eventuallyTrue(() -> answers.size() > 400);
            assertThat(answers).contains(Answer.REFUSED).doesNotContain(Answer.NONE, Answer.AWAY, Answer.WRONG);
            assertThat(door.residentMegabytes()).isLessThan(MOST_RESIDENT_MEGABYTES);

            door.bringKafkaBack();
            Eventually.eventuallyTrue(() -> acknowledged.size() > before + 4_000);
            end();
            assertThat(answers).doesNotContain(Answer.NONE, Answer.AWAY, Answer.WRONG);
            assertThat(door.deaths()).isZero();
            journalHasExactlyWhatWasAcknowledged(door);
        }
    }

    @Test
    void without_a_recorder_events_are_taken_all_the_same_and_recorded_when_there_is_one_again() throws Exception {
        try (IngestionOnKafka door = new IngestionOnKafka(folder)) {
            door.start(LITTLE_MEMORY, "-Dbellwether.recorder.enabled=false");
            begin(door, 12);
            Eventually.eventuallyTrue(() -> acknowledged.size() > 40_000);
            end();
            assertThat(answers).doesNotContain(Answer.NONE, Answer.AWAY, Answer.WRONG);
            assertThat(door.residentMegabytes()).isLessThan(MOST_RESIDENT_MEGABYTES);
            assertThat(door.deaths()).isZero();
            assertThat(door.journal(TENANT)).isEmpty();
            door.stop();

            door.start(LITTLE_MEMORY);
            journalHasExactlyWhatWasAcknowledged(door);
            assertThat(door.deaths()).isZero();
        }
    }

    /// Every sender retries until its batch is acknowledged, so every event that was sent was acknowledged.
    private void journalHasExactlyWhatWasAcknowledged(IngestionOnKafka door) {
        List<String> expected = acknowledged.stream().sorted().toList();
        Eventually.eventuallyTrue(() -> door.journal(TENANT).size() >= expected.size());
        assertThat(door.journal(TENANT)).isEqualTo(expected);
    }

    private void begin(IngestionOnKafka door, int count) {
        String key = door.writeKey(TENANT, "web-app");
        for (int i = 0; i < count; i++) {
            senders.add(switch (i % 3) {
                case 0 -> new ClientSender.Calling("call-" + i, door, TENANT, acknowledged, answers);
                case 1 -> new ClientSender.Streaming("stream-" + i, door, TENANT, acknowledged, answers);
                default -> new ClientSender.Segment("segment-" + i, door, key, acknowledged, answers);
            });
        }
        senders.forEach(sender -> threads.add(Thread.ofVirtual().start(sender)));
    }

    private void end() throws InterruptedException {
        senders.forEach(ClientSender::stop);
        for (Thread thread : threads) {
            assertThat(thread.join(java.time.Duration.ofSeconds(60))).as("the last batches are acknowledged").isTrue();
        }
    }
}
