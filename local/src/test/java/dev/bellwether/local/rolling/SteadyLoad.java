package dev.bellwether.local.rolling;

import com.google.type.Money;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Addresses;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.sending.EventSender;
import dev.bellwether.features.v1.FeatureStoreGrpc;
import dev.bellwether.features.v1.GetFeaturesRequest;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.ListEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.SubscriptionStarted;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.segmentation.v1.GetMembershipRequest;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Existing customers who keep using the product, new customers, and tools that query them: 800 events and some 40 queries a
/// second. Half of the events come in calls, half on a stream.
final class SteadyLoad implements AutoCloseable {

    static final String TENANT = "rolling";
    static final int EVENTS_A_SECOND = 800;

    private static final int ACCOUNTS = 200;
    private static final int SENDERS = 4;
    private static final int CALL = 20;
    private static final int BATCH = 100;
    private static final int DEADLINE_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final InstantSource clock;
    private final Map<Service, ManagedChannel> channels = new EnumMap<>(Service.class);
    private final List<ManagedChannel> senders = new ArrayList<>();
    private final EventSender<Void> stream;
    private final ScheduledExecutorService schedule = Executors.newScheduledThreadPool(SENDERS + 6);
    private final AtomicInteger accounts = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    SteadyLoad(Addresses addresses, String key, InstantSource clock) {
        this.clock = clock;
        for (Service service : Service.values()) {
            channels.put(service, StandardClient.connect(addresses.of(service), key));
        }
        for (int sender = 0; sender < SENDERS; sender++) {
            senders.add(StandardClient.connect(addresses.of(Service.INGESTION), key));
        }
        stream = new EventSender<>(IngestionGrpc.newStub(channels.get(Service.INGESTION)), "", (_, events, answer) -> {
            accepted.addAndGet(answer.getAccepted());
            answer.getRejectedList().forEach(rejected -> failed("rejected: " + rejected.getMessage()));
        });
    }

    /// Returns when the first customers have bought, and the rest is under way.
    void start() {
        for (int account = 0; account < ACCOUNTS; account++) {
            join();
        }
        for (ManagedChannel sender : senders) {
            every(Duration.ofSeconds(1).multipliedBy(2L * CALL * SENDERS).dividedBy(EVENTS_A_SECOND), () -> call(sender, used(CALL)));
        }
        every(Duration.ofSeconds(1).multipliedBy(2L * BATCH).dividedBy(EVENTS_A_SECOND), () -> {
            List<Event> events = used(BATCH);
            sent.addAndGet(events.size());
            stream.send(events, null);
        });
        every(Duration.ofMillis(500), this::join);
        Duration oftenEnough = Duration.ofMillis(100);
        every(oftenEnough,
                () -> IngestionGrpc.newBlockingStub(channels.get(Service.INGESTION)).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                        .listEvents(ListEventsRequest.newBuilder().setParent(account()).setPageSize(5).build()));
        every(oftenEnough,
                () -> FeatureStoreGrpc.newBlockingStub(channels.get(Service.FEATURES)).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                        .getFeatures(GetFeaturesRequest.newBuilder().setName(account()).build()));
        every(oftenEnough, () -> SegmentationGrpc.newBlockingStub(channels.get(Service.SEGMENTATION))
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .getMembership(GetMembershipRequest.newBuilder().setName(account() + "/membership").build()));
        every(oftenEnough,
                () -> PlaybooksGrpc.newBlockingStub(channels.get(Service.PLAYBOOKS)).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                        .listRecommendations(ListRecommendationsRequest.newBuilder().setParent("tenants/" + TENANT).build()));
    }

    /// Lets what is under way end.
    void stop() throws InterruptedException {
        schedule.shutdown();
        if (!schedule.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("calls are still under way");
        }
        stream.finish();
    }

    /// Calls that ended with an error, and what was rejected.
    List<String> failures() {
        return List.copyOf(failures);
    }

    long sent() {
        return sent.get();
    }

    long accepted() {
        return accepted.get();
    }

    /// To questions.
    long answers() {
        return answers.get();
    }

    int accounts() {
        return accounts.get();
    }

    /// At this rate on the average: who was held up hurries.
    private void every(Duration period, Runnable task) {
        schedule.scheduleAtFixedRate(() -> {
            try {
                task.run();
                answers.incrementAndGet();
            } catch (StatusRuntimeException failure) {
                // Of an account that has bought a moment ago nothing may be known yet.
                if (failure.getStatus().getCode() != Status.Code.NOT_FOUND) {
                    failed(failure.toString());
                }
            }
        }, 0, period.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void failed(String how) {
        System.err.println(how);
        failures.add(how);
    }

    private void call(ManagedChannel sender, List<Event> events) {
        sent.addAndGet(events.size());
        accepted.addAndGet(IngestionGrpc.newBlockingStub(sender).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .recordEvents(RecordEventsRequest.newBuilder().addAllEvents(events).build()).getAccepted());
    }

    /// A customer who buys and looks around.
    private void join() {
        String account = "customer-" + accounts.getAndIncrement();
        call(senders.getFirst(), List.of(
                event(account).setAccountProfile(AccountProfile.newBuilder().setName(account).setCompanyType(CompanyType.ENTERPRISE))
                        .build(),
                event(account).setSubscriptionStarted(
                        SubscriptionStarted.newBuilder().setPlan("Pro").setMrr(Money.newBuilder().setUnits(490)).setSeats(10)).build(),
                event(account).setUser("cy").setFeatureUsed(FeatureUsed.newBuilder().setFeature("reports")).build()));
    }

    private List<Event> used(int count) {
        return IntStream.range(0, count).mapToObj(_ -> {
            int number = numbers.get();
            return event("customer-" + number % ACCOUNTS).setUser("user-" + number % 7)
                    .setFeatureUsed(FeatureUsed.newBuilder().setFeature("feature-" + number % 5)).build();
        }).toList();
    }

    private Event.Builder event(String account) {
        return Event.newBuilder().setTenant(TENANT).setAccount(account).setEventId("e-" + numbers.incrementAndGet())
                .setOccurredAt(Dates.timestamp(clock.instant()));
    }

    private String account() {
        return "tenants/" + TENANT + "/accounts/customer-" + numbers.get() % ACCOUNTS;
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        stream.close();
        channels.values().forEach(ManagedChannel::shutdownNow);
        senders.forEach(ManagedChannel::shutdownNow);
    }
}
