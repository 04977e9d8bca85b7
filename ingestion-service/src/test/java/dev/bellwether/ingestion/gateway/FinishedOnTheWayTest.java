package dev.bellwether.ingestion.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.CommittedOffsetLookup;
import dev.bellwether.embedded.testing.Configurations;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.TopicTail;
import dev.bellwether.ingestion.backfill.Backfills;
import dev.bellwether.ingestion.quarantine.QuarantineWriter;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// The gateway of another replica, whose producer keeps what it is given until it is closed: a batch is on its way for as
/// long as the test wants.
@IngestionTest
class FinishedOnTheWayTest {

    @Inject
    KafkaSettings kafka;

    @Inject
    Backfills backfills;

    @Inject
    QuarantineWriter quarantine;

    private final GatewayConfig config =
            Configurations.of(GatewayConfig.class, Map.of("bellwether.gateway.acknowledge-within", "PT5M"));

    private GatewayLog slowLog() {
        Map<String, String> producer = Map.of("linger.ms", "120000");
        return new GatewayLog(new KafkaSettings(kafka.bootstrapServers(), Map.of(), producer, Map.of()), CommittedOffsetLookup.NONE, config,
                () -> 12);
    }

    private CompletableFuture<RecordEventsResponse> send(GatewayLog log, IngestionClient caller) {
        Gateway gateway =
                new Gateway(log, backfills, quarantine, InstantSource.system(), new InFlight(config), config,
                        () -> Duration.ofDays(1_200));
        return gateway.record(EventBatch.of(RecordEventsRequest.newBuilder().setBackfill("b1").addEvents(caller.event("a1", "e1")).build()),
                dev.bellwether.chassis.access.Caller.admin());
    }

    @Test
    void a_batch_whose_backfill_is_finished_before_the_log_has_it_is_refused_since_it_stands_behind_the_marker() throws Exception {
        try (IngestionClient caller = new IngestionClient()) {
            caller.beginBackfill("b1");
            GatewayLog log = slowLog();
            CompletableFuture<RecordEventsResponse> answer = send(log, caller);
            caller.finishBackfill("b1");
            assertThat(answer).isNotDone();
            log.close();

            assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Refusal.FailedPrecondition.class)
                    .hasMessageContaining("backfills/b1 was finished while this batch was on its way");
            assertThat(inbound(caller)).extracting(LogEntry::getEntryCase)
                    .containsExactly(LogEntry.EntryCase.BACKFILL_FINISHED, LogEntry.EntryCase.EVENT);
        }
    }

    @Test
    void a_batch_that_is_accepted_stands_before_the_marker() throws Exception {
        try (IngestionClient caller = new IngestionClient()) {
            caller.beginBackfill("b1");
            GatewayLog log = slowLog();
            CompletableFuture<RecordEventsResponse> answer = send(log, caller);
            log.close();

            assertThat(answer.get(60, TimeUnit.SECONDS).getAccepted()).isEqualTo(1);
            caller.finishBackfill("b1");
            assertThat(inbound(caller)).extracting(LogEntry::getEntryCase)
                    .containsExactly(LogEntry.EntryCase.EVENT, LogEntry.EntryCase.BACKFILL_FINISHED);
        }
    }

    /// The caller's, on the partition of its account.
    private static List<LogEntry> inbound(IngestionClient caller) throws Exception {
        List<LogEntry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicTail.all(Topics.INBOUND, caller.partition("a1"))) {
            LogEntry entry = LogEntry.parseFrom(record.value());
            if (entry.getEvent().getTenant().equals(caller.tenant) || entry.getBackfillFinished().getTenant().equals(caller.tenant)) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
