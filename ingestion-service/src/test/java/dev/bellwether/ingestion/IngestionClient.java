package dev.bellwether.ingestion;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.v1.Backfill;
import dev.bellwether.ingestion.v1.BeginBackfillRequest;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.FinishBackfillRequest;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.ListEventsRequest;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.ingestion.v1.RecordedEvent;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;

/// A client of the service under test, with a tenant of its own: tests share the service and do not meet.
public final class IngestionClient implements AutoCloseable {

    private static final AtomicInteger TENANTS = new AtomicInteger();

    public final String tenant = "tenant-" + TENANTS.incrementAndGet();
    public final ManagedChannel channel;
    public final IngestionGrpc.IngestionBlockingStub service;
    /// The same without a credential.
    public final ManagedChannel stranger;

    public IngestionClient() {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        channel = ManagedChannelBuilder.forAddress("localhost", port).usePlaintext()
                .intercept(BearerCredential.of(AdminKeyResource.KEY)).build();
        service = IngestionGrpc.newBlockingStub(channel);
        stranger = ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    }

    public Event.Builder event(String account, String id) {
        return Event.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setUser("ada")
                .setEventId(id)
                .setSource("app")
                .setOccurredAt(Dates.timestamp(Instant.now().minusSeconds(60)))
                .setFeatureUsed(FeatureUsed.newBuilder().setFeature("reports"));
    }

    public RecordEventsResponse record(Event.Builder... events) {
        RecordEventsRequest.Builder request = RecordEventsRequest.newBuilder();
        for (Event.Builder event : events) {
            request.addEvents(event);
        }
        return service.recordEvents(request.build());
    }

    /// What is recorded of the account, newest first, once it is as expected.
    public List<RecordedEvent> timeline(String account, Predicate<List<RecordedEvent>> expected) {
        return Eventually.eventually(() -> {
            try {
                return service.listEvents(ListEventsRequest.newBuilder()
                        .setParent("tenants/" + tenant + "/accounts/" + account).setPageSize(1_000).build())
                        .getEventsList();
            } catch (StatusRuntimeException missing) {
                if (missing.getStatus().getCode() != Status.Code.NOT_FOUND) {
                    throw missing;
                }
                return List.of();
            }
        }, expected);
    }

    public List<QuarantinedEvent> quarantined(String parent, Predicate<List<QuarantinedEvent>> expected) {
        return Eventually.eventually(() -> service.listQuarantinedEvents(ListQuarantinedEventsRequest.newBuilder()
                .setParent(parent).setPageSize(1_000).build()).getEventsList(), expected);
    }

    public List<ReplayPartitionResponse.Entry> replay(ReplayPartitionRequest.Builder request) {
        List<ReplayPartitionResponse.Entry> entries = new ArrayList<>();
        Iterator<ReplayPartitionResponse> pages = service.replayPartition(request.build());
        pages.forEachRemaining(page -> entries.addAll(page.getEntriesList()));
        return entries;
    }

    public Backfill beginBackfill(String id) {
        return service.beginBackfill(BeginBackfillRequest.newBuilder().setParent("tenants/" + tenant).setBackfillId(id).build());
    }

    public Backfill finishBackfill(String id) {
        return service.finishBackfill(FinishBackfillRequest.newBuilder().setName("tenants/" + tenant + "/backfills/" + id).build());
    }

    public int partition(String account) {
        return new AccountKey(tenant, account).partition(12);
    }

    @Override
    public void close() throws InterruptedException {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
}
