package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.sql.SqlFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Replicas of a service that read one topic with [LogConsumer], while one seed decides what arrives when, which of them goes on,
/// which is killed, stalled, ended in order or started, when the group gives partitions to others, and which call of the database
/// fails, before its commit or behind it. After each commit, each account's state must be the fold of what stands before the
/// partition's offset. The seed again is the same run again, to the step.
final class ConsumerSimulation {

    private static final int MOST_STEPS = 60_000;
    private static final int ROUGH_STEPS = 400;
    private static final int MOST_REPLICAS = 4;
    private static final ConsumerMeasures MEASURES = new ConsumerMeasures("service", SimulatedLog.TOPIC);

    private final Random chance;
    private final List<String> trace;
    private final SimulatedTasks tasks;
    private final SimulatedLog log;
    private final SimulatedDatabase database;
    private final SimulatedGroup group;
    private final boolean forgetful;
    private final List<Replica> replicas = new ArrayList<>();
    private final Set<String> published = new HashSet<>();
    private final Set<String> deadLetters = new HashSet<>();
    private final Map<Integer, Long> reached = new TreeMap<>();
    private final SimulatedProcess operator;
    private int started;
    /// The first; thrown between steps, since a replica's own code would catch it.
    private AssertionError violation;

    private record Replica(SimulatedProcess process, LogConsumer consumer) {}

    /// @param trace   gets a line for each step, unless it is null
    /// @param fault   of the database
    /// @param forgets whether the service forgets what a failed transaction has computed, as it must
    ConsumerSimulation(long seed, List<String> trace, SimulatedDatabase.Fault fault, boolean forgets) {
        this.chance = new Random(seed);
        this.trace = trace;
        this.tasks = new SimulatedTasks(chance, trace);
        this.log = new SimulatedLog(1 + chance.nextInt(3));
        this.database = new SimulatedDatabase(tasks, chance, fault, this::check);
        this.group = new SimulatedGroup(tasks, chance, log);
        this.forgetful = forgets;
        this.operator = new SimulatedProcess(tasks, 0);
    }

    /// @throws AssertionError when something has been lost, has happened twice, or does not come to its end
    void run() {
        database.failing(chance.nextInt(4) * 0.03);
        start();
        tasks.run(this::step);
        tasks.end();
        if (violation != null) {
            throw violation;
        }
    }

    /// @return whether it continues
    private boolean step() {
        if (tasks.steps() < ROUGH_STEPS) {
            disturb();
        } else if (tasks.steps() == ROUGH_STEPS) {
            tasks.note(() -> "it becomes calm");
            database.failing(0);
            if (replicas.isEmpty()) {
                start();
            }
        } else if (tasks.steps() == MOST_STEPS) {
            violated("does not come to its end: " + standing());
        }
        return violation == null && (tasks.steps() < ROUGH_STEPS || !isDone());
    }

    private void disturb() {
        int event = chance.nextInt(200);
        if (event < 40) {
            log.append(chance);
        } else if (event < 43) {
            start();
        } else if (event < 46) {
            some().ifPresent(this::kill);
        } else if (event < 49) {
            some().ifPresent(replica -> stall(replica.process()));
        } else if (event < 51) {
            some().ifPresent(this::end);
        } else if (event < 54) {
            group.rebalance();
        } else if (event < 58) {
            resumeAnAccount();
        }
    }

    private Optional<Replica> some() {
        return replicas.isEmpty() ? Optional.empty() : Optional.of(replicas.get(chance.nextInt(replicas.size())));
    }

    private void start() {
        if (replicas.size() == MOST_REPLICAS) {
            return;
        }
        SimulatedProcess process = new SimulatedProcess(tasks, ++started);
        tasks.note(() -> process + " starts");
        LogConsumerSettings settings = LogConsumerSettings.of("service", SimulatedLog.TOPIC, new KafkaSettings("nowhere:9092"))
                .withMaxRecords(1 + chance.nextInt(6)).withPace(Duration.ofMillis(chance.nextInt(2) * 60));
        DeadLetters letters = new DeadLetters(() -> new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public java.util.concurrent.Future<org.apache.kafka.clients.producer.RecordMetadata> send(
                    ProducerRecord<byte[], byte[]> letter) {
                deadLetters.add(new String(letter.headers().lastHeader("origin-partition").value())
                        + "-" + new String(letter.headers().lastHeader("origin-offset").value()));
                return super.send(letter);
            }
        }, SimulatedLog.TOPIC);
        replicas.add(new Replica(process,
                new LogConsumer(settings, new SimulatedFold(published, !forgetful, this::violated), database.of(process), Optional.empty(),
                        letters, MEASURES, group.consumer(process), process)));
    }

    private void kill(Replica replica) {
        tasks.note(() -> replica.process() + " is killed");
        replica.process().kill();
        database.disconnect(replica.process());
        replicas.remove(replica);
    }

    private void stall(SimulatedProcess process) {
        tasks.note(() -> process + " stalls");
        process.stall(Duration.ofMillis(chance.nextInt(20_000)).toNanos());
    }

    private void end(Replica replica) {
        tasks.note(() -> replica.process() + " is ended");
        replicas.remove(replica);
        replica.process().start("ends", replica.consumer()::close);
    }

    /// As [dev.bellwether.chassis.operations.SuspendedAccounts] does: what it has missed is applied while the partition's offset stands
    /// still, then its owner begins again.
    private void resumeAnAccount() {
        int partition = chance.nextInt(log.partitions());
        database.suspended(partition).keySet().stream().findFirst().ifPresent(account -> operator.start("resumes " + account, () -> {
            try {
                database.of(operator).inTransaction(sql -> {
                    long next = new OffsetCheckpoint(SimulatedLog.TOPIC, partition).lock(sql).orElseThrow();
                    Long from = database.suspended(partition).get(account);
                    if (from == null) {
                        return null;
                    }
                    SimulatedDatabase.Transaction transaction = (SimulatedDatabase.Transaction) sql;
                    List<Long> offsets = transaction.load(account);
                    for (ConsumerRecord<byte[], byte[]> record : log.of(partition).subList(from.intValue(),
                            Math.max(from.intValue(), (int) next))) {
                        if (SimulatedLog.account(record).equals(account) && SimulatedLog.kind(record) == SimulatedLog.Kind.GOOD) {
                            offsets.add(record.offset());
                            published.add(partition + "-" + record.offset());
                        } else if (SimulatedLog.account(record).equals(account)) {
                            // Repaired by the operator who resumes it.
                            deadLetters.add(partition + "-" + record.offset());
                        }
                    }
                    transaction.store(account, offsets);
                    transaction.resume(partition, account);
                    return null;
                });
                replicas.stream().filter(replica -> group.isOwner(replica.process(), partition))
                        .forEach(replica -> replica.consumer().reload(partition));
            } catch (SqlFailure again) {
                // Or not.
            }
        }));
    }

    private boolean isDone() {
        for (int partition = 0; partition < log.partitions(); partition++) {
            if (database.next(partition) < log.of(partition).size()) {
                return false;
            }
        }
        return true;
    }

    private String standing() {
        Map<Integer, String> partitions = new LinkedHashMap<>();
        for (int partition = 0; partition < log.partitions(); partition++) {
            partitions.put(partition, database.next(partition) + " of " + log.of(partition).size());
        }
        return partitions.toString();
    }

    private void check(int partition) {
        long next = database.next(partition);
        if (next < reached.getOrDefault(partition, 0L)) {
            violated(partition, "its offset went back to " + next);
        }
        reached.put(partition, next);
        Map<AccountKey, Long> suspended = database.suspended(partition);
        Map<AccountKey, List<Long>> folded = new TreeMap<>(SimulatedLog.BY_NAME);
        List<ConsumerRecord<byte[], byte[]>> records = log.of(partition);
        for (int offset = 0; offset < records.size(); offset++) {
            AccountKey account = log.account(partition, offset);
            List<Long> applied = folded.computeIfAbsent(account, _ -> new ArrayList<>());
            if (offset >= next || offset >= suspended.getOrDefault(account, Long.MAX_VALUE)) {
                continue;
            }
            if (SimulatedLog.kind(records.get(offset)) == SimulatedLog.Kind.GOOD) {
                applied.add((long) offset);
                if (!published.contains(partition + "-" + offset)) {
                    violated(partition, "offset " + offset + " is committed and was not published");
                }
            } else if (!deadLetters.contains(partition + "-" + offset)) {
                violated(partition, "offset " + offset + " was passed over and is nowhere");
            }
        }
        folded.forEach((account, before) -> {
            if (!database.applied(account).equals(before)) {
                violated(partition,
                        account + " has " + database.applied(account) + " applied where " + before + " are before offset " + next);
            }
        });
    }

    private void violated(int partition, String what) {
        violated("partition " + partition + ": " + what);
    }

    private void violated(String what) {
        if (violation == null) {
            violation = new AssertionError(what);
        }
    }
}
