package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.chassis.log.clients.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Where the time between an event and its recommendation goes: when each probe's account was first written to each
/// topic on its way, by the timestamps that the services' producers give.
final class Hops implements AutoCloseable {

    private static final List<String> WAY =
            List.of(Topics.INBOUND, Topics.EVENTS, Topics.FEATURES, Topics.SEGMENTS, Topics.PLAYBOOKS);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    /// Reads from here on.
    Hops(String bootstrapServers, int partitions) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("enable.auto.commit", "false");
        settings.put("max.poll.records", "20000");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : WAY) {
            for (int partition = 0; partition < partitions; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
        }
        consumer.assign(all);
        ends = new HashMap<>(consumer.endOffsets(all));
        ends.forEach(consumer::seek);
    }

    /// Milliseconds from each step to the next.
    record Hop(String to, double p50, double p90, double p99) {}

    List<Hop> of(Map<String, LatencyProbe.Probe> probes) {
        Map<String, Map<String, Long>> written = written(probes);
        Map<String, Histogram> hops = new LinkedHashMap<>();
        probes.forEach((account, probe) -> {
            long before = probe.dueMillis();
            for (String topic : WAY) {
                Long at = written.getOrDefault(account, Map.of()).get(topic);
                if (at == null) {
                    return;
                }
                record(hops, topic, at - before);
                before = at;
            }
            record(hops, "the subscriber", probe.seenMillis() - before);
        });
        List<Hop> found = new ArrayList<>();
        hops.forEach((to, millis) -> found.add(new Hop(
                to, millis.getValueAtPercentile(50), millis.getValueAtPercentile(90), millis.getValueAtPercentile(99))));
        return found;
    }

    private static void record(Map<String, Histogram> hops, String to, long millis) {
        // A batch's records take the batch's clock: a millisecond less than nothing is nothing.
        hops.computeIfAbsent(to, _ -> new Histogram(TimeUnit.MINUTES.toMillis(5), 3)).recordValue(Math.max(0, millis));
    }

    /// By account and topic.
    private Map<String, Map<String, Long>> written(Map<String, LatencyProbe.Probe> probes) {
        Map<String, Map<String, Long>> written = new HashMap<>();
        Map<TopicPartition, Long> last = consumer.endOffsets(ends.keySet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (last.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the log could not be read again within " + PATIENCE);
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                String account = record.key() == null ? "" : record.key().substring(record.key().indexOf('/') + 1);
                if (probes.containsKey(account)) {
                    written.computeIfAbsent(account, _ -> new HashMap<>()).putIfAbsent(record.topic(), record.timestamp());
                }
            }
        }
        return written;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
