package dev.bellwether.playbooks.delivery;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.logs.LogContext;
import dev.bellwether.chassis.tracing.Spans;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.chassis.work.PeriodicWork;
import dev.bellwether.playbooks.v1.RecommendationChanged;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Follows the end of topic `playbooks` and tells its listeners. It belongs to no consumer group and sees every partition,
/// so that a client may watch at any replica, also at one that has decided none of the changes.
public final class RecommendationFeed implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RecommendationFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final String topic;
    private final int partitions;
    private final KafkaClients clients;
    private final Map<String, Set<ChangeListener>> listeners = new ConcurrentHashMap<>();
    private final CountDownLatch following = new CountDownLatch(1);
    private final PeriodicWork work;
    private volatile KafkaConsumer<byte[], byte[]> consumer;

    private RecommendationFeed(KafkaSettings kafka, String topic, int partitions) {
        this.topic = topic;
        this.partitions = partitions;
        this.work = PeriodicWork.every(RETRY, "feed " + topic, "Following " + topic, this::run);
        this.clients = new KafkaClients(kafka);
    }

    /// @param topic must be there already
    public static RecommendationFeed start(KafkaSettings kafka, String topic, int partitions) {
        var feed = new RecommendationFeed(kafka, topic, partitions);
        feed.work.start();
        return feed;
    }

    /// A listener that subscribes after this hears every change from then on, or is interrupted.
    public boolean isFollowing(Duration patience) throws InterruptedException {
        return following.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// @return ends the subscription
    public Runnable subscribe(String tenant, ChangeListener listener) {
        listeners.compute(tenant, (_, present) -> {
            Set<ChangeListener> set = present == null ? ConcurrentHashMap.newKeySet() : present;
            set.add(listener);
            return set;
        });
        return () -> listeners.computeIfPresent(tenant, (_, set) -> {
            set.remove(listener);
            return set.isEmpty() ? null : set;
        });
    }

    private void run() {
        try (var kafka = clients.tailReader()) {
            consumer = kafka;
            follow(kafka);
        } catch (WakeupException _) {
            // It is being closed.
        } catch (RuntimeException | Error failure) {
            interruptAll();
            throw failure;
        } finally {
            consumer = null;
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> kafka) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        kafka.assign(all);
        kafka.seekToEnd(all);
        // Seeking is lazy: asking for the position makes it so.
        all.forEach(kafka::position);
        following.countDown();
        // Who subscribed between two consumers has heard nothing: this one begins at the end.
        interruptAll();
        while (!work.isStopping()) {
            kafka.poll(POLL).forEach(this::tell);
            work.succeeded();
        }
    }

    private void interruptAll() {
        listeners.values().forEach(set -> set.forEach(ChangeListener::interrupted));
    }

    private void tell(ConsumerRecord<byte[], byte[]> each) {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            Set<ChangeListener> interested = listeners.get(AccountKey.parse(each.key()).tenant());
            if (interested != null) {
                RecommendationChanged change = RecommendationChanged.parseFrom(each.value());
                Optional<Span> span = span(each);
                interested.forEach(listener -> listener.changed(change));
                span.ifPresent(Span::end);
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException | NullPointerException broken) {
            try (var _ = AccountKey.in(each.key()).map(LogContext::of).orElseGet(LogContext::none)) {
                LOG.errorf("Offset %d of partition %d of %s is no change of a recommendation: %s",
                        each.offset(), each.partition(), topic, broken.getMessage());
            }
        }
    }

    /// Those who watch have it when this one ends.
    private static Optional<Span> span(ConsumerRecord<byte[], byte[]> each) {
        return TraceParent.of(each).map(trace -> {
            Span span = Spans.process(Spans.tracer(), trace.context(), each.topic())
                    .setAttribute(Spans.PARTITION, Integer.toString(each.partition()))
                    .setAttribute(Spans.OFFSET, each.offset())
                    .startSpan();
            Spans.of(span, AccountKey.parse(each.key()));
            return span;
        });
    }

    @Override
    public void close() {
        var kafka = consumer;
        if (kafka != null) {
            kafka.wakeup();
        }
        work.stop();
    }
}
