package dev.bellwether.chassis.log.consumer;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/// A consumer group as Kafka's coordinator keeps it, cooperatively: a partition goes to another member when its owner has given it
/// back, or has not been heard of for a session's time, whatever that one believes.
final class SimulatedGroup {

    private static final long SESSION_NANOS = 3_000_000_000L;
    private static final int MOST_POLLED = 8;

    private final SimulatedTasks tasks;
    private final Random chance;
    private final SimulatedLog log;
    private final List<Member> members = new ArrayList<>();
    private final Map<Integer, Member> owners = new HashMap<>();
    private final Map<Integer, Member> targets = new HashMap<>();

    SimulatedGroup(SimulatedTasks tasks, Random chance, SimulatedLog log) {
        this.tasks = tasks;
        this.chance = chance;
        this.log = log;
    }

    Consumer<byte[], byte[]> consumer(SimulatedProcess process) {
        Member member = new Member(process);
        return member.asConsumer();
    }

    /// Assigns the partitions again, as when members have joined or left.
    void rebalance() {
        members.removeIf(member -> member.process.isKilled());
        targets.clear();
        if (!members.isEmpty()) {
            for (int partition = 0; partition < log.partitions(); partition++) {
                targets.put(partition, members.get(chance.nextInt(members.size())));
            }
        }
        tasks.note(() -> "the group gives out the partitions " + targets);
    }

    boolean isOwner(SimulatedProcess process, int partition) {
        return owners.containsKey(partition) && owners.get(partition).process == process;
    }

    private void expire() {
        owners.values().removeIf(owner -> owner.isGone());
        if (targets.values().stream().anyMatch(Member::isGone)) {
            members.removeIf(Member::isGone);
            rebalance();
        }
    }

    private final class Member implements InvocationHandler {
        private final SimulatedProcess process;
        private final Map<Integer, Long> positions = new TreeMap<>();
        private final Set<TopicPartition> paused = new LinkedHashSet<>();
        private ConsumerRebalanceListener listener;
        private boolean left;
        private boolean woken;
        private long heard;

        Member(SimulatedProcess process) {
            this.process = process;
        }

        @SuppressWarnings("unchecked")
        Consumer<byte[], byte[]> asConsumer() {
            return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class},
                    this);
        }

        private boolean isGone() {
            return left || process.isKilled() || !process.isRunning() && tasks.now() - heard > SESSION_NANOS;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "subscribe" -> {
                    listener = (ConsumerRebalanceListener) arguments[1];
                    join();
                }
                case "poll" -> {
                    return poll((Duration) arguments[0]);
                }
                case "assignment" -> {
                    return assignment();
                }
                case "seek" -> positions.put(((TopicPartition) arguments[0]).partition(), (Long) arguments[1]);
                case "pause" -> paused.addAll((Collection<TopicPartition>) arguments[0]);
                case "resume" -> paused.removeAll((Collection<TopicPartition>) arguments[0]);
                case "position" -> {
                    return positions.get(((TopicPartition) arguments[0]).partition());
                }
                case "currentLag" -> {
                    return OptionalLong.empty();
                }
                case "beginningOffsets" -> {
                    return offsets((Collection<TopicPartition>) arguments[0], false);
                }
                case "endOffsets" -> {
                    return offsets((Collection<TopicPartition>) arguments[0], true);
                }
                case "wakeup" -> woken = true;
                case "close" -> leave();
                case "toString" -> {
                    return "the consumer of " + process;
                }
                default -> throw new UnsupportedOperationException(method.toString());
            }
            return null;
        }

        private void join() {
            members.add(this);
            heard = tasks.now();
            rebalance();
        }

        private void leave() {
            left = true;
            members.remove(this);
            owners.values().removeIf(owner -> owner == this);
            rebalance();
        }

        private Set<TopicPartition> assignment() {
            Set<TopicPartition> assigned = new LinkedHashSet<>();
            positions.keySet().forEach(partition -> assigned.add(new TopicPartition(SimulatedLog.TOPIC, partition)));
            return assigned;
        }

        private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, boolean ends) throws InterruptedException {
            tasks.letOthers();
            Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
            partitions.forEach(each -> offsets.put(each, ends ? log.of(each.partition()).size() : 0L));
            return offsets;
        }

        private ConsumerRecords<byte[], byte[]> poll(Duration time) throws InterruptedException {
            heard = tasks.now();
            expire();
            if (!members.contains(this)) {
                join();
            }
            if (isToSettle()) {
                settleAssignment();
            }
            tasks.await(() -> woken || hasRecords() || isToSettle(), time.toNanos());
            if (woken) {
                woken = false;
                throw new WakeupException();
            }
            return fetch();
        }

        /// Asked at each step while it waits: no streams here.
        private boolean isToSettle() {
            for (int partition = 0; partition < log.partitions(); partition++) {
                Member owner = owners.get(partition);
                Member target = targets.get(partition);
                if (positions.containsKey(partition) ? owner != this || target != this : owner == null && target == this) {
                    return true;
                }
            }
            return false;
        }

        private void settleAssignment() {
            List<TopicPartition> lost = assignment().stream().filter(each -> owners.get(each.partition()) != this).toList();
            List<TopicPartition> back = assignment().stream()
                    .filter(each -> owners.get(each.partition()) == this && targets.get(each.partition()) != this).toList();
            if (!lost.isEmpty()) {
                tasks.note(() -> "has lost " + lost);
                lost.forEach(each -> positions.remove(each.partition()));
                paused.removeAll(lost);
                listener.onPartitionsLost(lost);
            }
            if (!back.isEmpty()) {
                tasks.note(() -> "gives back " + back);
                listener.onPartitionsRevoked(back);
                back.forEach(each -> {
                    positions.remove(each.partition());
                    owners.remove(each.partition(), this);
                });
                paused.removeAll(back);
            }
            List<TopicPartition> taken = targets.entrySet().stream()
                    .filter(to -> to.getValue() == this && !owners.containsKey(to.getKey()))
                    .map(to -> new TopicPartition(SimulatedLog.TOPIC, to.getKey())).toList();
            if (!taken.isEmpty()) {
                tasks.note(() -> "takes " + taken);
                taken.forEach(each -> {
                    owners.put(each.partition(), this);
                    positions.put(each.partition(), 0L);
                });
                listener.onPartitionsAssigned(taken);
            }
        }

        private boolean hasRecords() {
            for (Map.Entry<Integer, Long> at : positions.entrySet()) {
                if (at.getValue() < log.of(at.getKey()).size() && isFetched(at.getKey())) {
                    return true;
                }
            }
            return false;
        }

        private boolean isFetched(int partition) {
            return !paused.contains(new TopicPartition(SimulatedLog.TOPIC, partition));
        }

        private ConsumerRecords<byte[], byte[]> fetch() {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> fetched = new LinkedHashMap<>();
            for (TopicPartition partition : assignment()) {
                List<ConsumerRecord<byte[], byte[]>> records = log.of(partition.partition());
                long from = positions.get(partition.partition());
                if (isFetched(partition.partition()) && from < records.size()) {
                    int to = (int) Math.min(records.size(), from + 1 + chance.nextInt(MOST_POLLED));
                    fetched.put(partition, List.copyOf(records.subList((int) from, to)));
                    positions.put(partition.partition(), (long) to);
                }
            }
            return new ConsumerRecords<>(fetched, Map.of());
        }

        @Override
        public String toString() {
            return process.toString();
        }
    }
}
