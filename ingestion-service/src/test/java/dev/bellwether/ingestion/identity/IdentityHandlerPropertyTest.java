package dev.bellwether.ingestion.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Four partitions at once, with strangers who become known through others, repeats through any, batches cut anywhere and
/// processes that die before their commit and are followed by others.
class IdentityHandlerPropertyTest {

    private static final int PARTITIONS = 4;
    private static final int REPLICAS = 2;
    private static final int MESSAGES = 150;
    private static final Instant SETTLED = Harness.NOW.plusSeconds(61);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void each_message_goes_to_one_account_or_waits_for_a_stranger(long seed) throws Exception {
        run(seed, CompanyWaitPolicy.NONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void also_while_users_wait_for_a_company_and_are_settled_by_two_replicas(long seed) throws Exception {
        run(seed, new CompanyWaitPolicy(Duration.ofSeconds(10), Duration.ofSeconds(60)));
    }

    private static void run(long seed, CompanyWaitPolicy patience) throws Exception {
        Random random = new Random(seed);
        List<LogEntry> inbound = Harness.inbound();
        Map<String, CapturedMessage> sent = new HashMap<>();
        try (IngestionDatabase stored = new IngestionDatabase();
                ExecutorService threads = Executors.newFixedThreadPool(PARTITIONS + REPLICAS)) {
            List<Harness> partitions = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(new Harness(stored.database, i, inbound, patience));
            }
            List<CapturedMessage.Builder> messages = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                CapturedMessage.Builder message = random.nextInt(6) == 0 && !messages.isEmpty()
                        ? messages.get(random.nextInt(messages.size()))
                        : message("m" + i, random);
                messages.add(message);
                sent.put(message.getEvent().getEventId(), message.build());
                partitions.get(random.nextInt(PARTITIONS)).captured(message);
            }
            List<Future<?>> workers = new ArrayList<>();
            for (Harness partition : partitions) {
                long dice = random.nextLong();
                workers.add(threads.submit(() -> work(partition, new Random(dice))));
            }
            AtomicBoolean done = new AtomicBoolean();
            List<Future<?>> settlers = new ArrayList<>();
            for (int i = 0; i < REPLICAS; i++) {
                CompanyWaitExpiry settling = Harness.settling(stored.database, inbound, SETTLED);
                settlers.add(threads.submit(() -> {
                    do {
                        settling.settleDue();
                    } while (!done.get());
                }));
            }
            for (Future<?> worker : workers) {
                worker.get(60, TimeUnit.SECONDS);
            }
            done.set(true);
            for (Future<?> settler : settlers) {
                settler.get(60, TimeUnit.SECONDS);
            }
            Harness.settling(stored.database, inbound, SETTLED).settleDue();

            Map<String, Set<LogEntry>> passed = inbound.stream().collect(
                    Collectors.groupingBy(entry -> entry.getEvent().getEventId(), Collectors.toSet()));
            assertThat(passed.values()).allSatisfy(entries -> assertThat(entries).hasSize(1));
            List<String> waiting = waiting(stored);
            assertThat(waiting).doesNotHaveDuplicates().doesNotContainAnyElementsOf(passed.keySet());
            Set<String> all = new HashSet<>(passed.keySet());
            all.addAll(waiting);
            assertThat(all).isEqualTo(sent.keySet());
            Set<PersonKey> known =
                    sent.values().stream().flatMap(message -> BatchIdentities.made(message).stream()).collect(Collectors.toSet());
            assertThat(waiting).allSatisfy(id -> assertThat(known).doesNotContain(BatchIdentities.acting(sent.get(id)).orElseThrow()));
            assertThat(rows(stored, "SELECT reason FROM quarantined_event")).isEmpty();
            assertThat(rows(stored, "SELECT log_partition::text FROM resolution")).isEmpty();
        }
    }

    private static void work(Harness partition, Random random) {
        while (!partition.isDone()) {
            try {
                partition.step(partition.next() + 1 + random.nextInt(12), () -> random.nextInt(5) == 0);
            } catch (Harness.Killed _) {
                partition.restart();
            }
        }
    }

    private static CapturedMessage.Builder message(String id, Random random) {
        String user = "u" + random.nextInt(6);
        String stranger = "s" + random.nextInt(8);
        int minute = random.nextInt(100);
        return switch (random.nextInt(8)) {
            case 0, 1 -> Messages.byUser(id, user);
            case 2, 3, 4 -> Messages.byStranger(id, stranger);
            case 5 -> Messages.identify(id, stranger, user, minute);
            case 6 -> Messages.group(id, user, "g" + random.nextInt(3), minute);
            default -> Messages.alias(id, random.nextBoolean() ? stranger : "u" + random.nextInt(6), user, minute);
        };
    }

    private static List<String> waiting(IngestionDatabase stored) throws Exception {
        List<String> ids = new ArrayList<>();
        for (Row row : stored.database.withConnection(sql -> sql.execute("SELECT payload FROM waiting_message"))) {
            ids.add(CapturedMessage.parseFrom(row.getBuffer(0).getBytes()).getEvent().getEventId());
        }
        return ids;
    }

    private static List<String> rows(IngestionDatabase stored, String query) {
        List<String> rows = new ArrayList<>();
        for (Row row : stored.database.withConnection(sql -> sql.execute(query))) {
            rows.add(row.getString(0));
        }
        return rows;
    }
}
