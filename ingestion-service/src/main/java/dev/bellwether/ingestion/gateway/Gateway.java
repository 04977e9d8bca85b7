package dev.bellwether.ingestion.gateway;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.Topics;
import dev.bellwether.ingestion.backfill.Backfills;
import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.quarantine.QuarantineWriter;
import dev.bellwether.ingestion.validation.EventValidator;
import dev.bellwether.ingestion.validation.Excerpt;
import dev.bellwether.ingestion.validation.Fields;
import dev.bellwether.ingestion.validation.Rejection;
import dev.bellwether.ingestion.validation.TimeWindow;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The front door: checks each event, puts the good ones on the log, answers when the log has them. Keeps nothing of its
/// own, so that there can be any number of it.
@ApplicationScoped
public class Gateway {

    public static final int MOST_EVENTS = 2_500;

    private static final Logger LOG = Logger.getLogger(Gateway.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final GatewayLog log;
    private final Backfills backfills;
    private final QuarantineWriter quarantine;
    private final InstantSource clock;
    private final Duration retention;
    private final Duration patience;
    private final InFlight inFlight;

    Gateway(
            GatewayLog log,
            Backfills backfills,
            QuarantineWriter quarantine,
            InstantSource clock,
            InFlight inFlight,
            GatewayConfig config,
            @ConfigProperty(name = "bellwether.retention", defaultValue = "P1200D") Duration retention) {
        this.log = log;
        this.backfills = backfills;
        this.quarantine = quarantine;
        this.clock = clock;
        this.retention = retention;
        this.patience = config.makeRoomWithin();
        this.inFlight = inFlight;
    }

    /// For a caller that waits for this answer before it sends more: refused at once when too much is in flight.
    ///
    /// @return completed when every accepted event is on the replicated log
    public CompletableFuture<RecordEventsResponse> record(RecordEventsRequest request) {
        return record(request, Duration.ZERO);
    }

    /// For a stream: waits a while for what is in flight, so that the sender is slowed down instead of refused.
    public CompletableFuture<RecordEventsResponse> recordNext(RecordEventsRequest request) {
        return record(request, patience);
    }

    private CompletableFuture<RecordEventsResponse> record(RecordEventsRequest request, Duration patience) {
        if (request.getEventsCount() > MOST_EVENTS) {
            throw new Refusal.InvalidArgument("events", "at most " + MOST_EVENTS + " in one call, not " + request.getEventsCount());
        }
        BatchTenant tenant = batchTenant(request);
        int permits = inFlight.acquire(request.getSerializedSize(), patience);
        try {
            return send(request, tenant).whenComplete((_, _) -> inFlight.release(permits));
        } catch (RuntimeException failure) {
            inFlight.release(permits);
            throw failure;
        }
    }

    private CompletableFuture<RecordEventsResponse> send(RecordEventsRequest request, BatchTenant tenant) {
        Instant now = clock.instant();
        TimeWindow window = TimeWindow.around(now, retention);
        EnvelopeWriter writer = new EnvelopeWriter(now, request.getBackfill());
        RecordEventsResponse.Builder response = RecordEventsResponse.newBuilder().setBatchId(request.getBatchId());
        Acknowledgement acknowledgement = new Acknowledgement();
        List<Event> events = request.getEventsList();
        for (int i = 0; i < events.size() && !acknowledgement.hasFailed(); i++) {
            Event event = events.get(i);
            try {
                EventValidator.check(event, window);
                tenant.check(event);
            } catch (Rejection rejection) {
                response.addRejected(rejection.at(i, event.getEventId()));
                quarantine.add(quarantined(event, rejection, now));
                continue;
            }
            log.send(Topics.INBOUND, EnvelopeWriter.key(event), writer.entry(event), acknowledgement);
        }
        response.setAccepted(events.size() - response.getRejectedCount());
        CompletableFuture<Void> logged = whenLogged(acknowledgement.allSent());
        return tenant.name()
                .map(name -> logged.thenRunAsync(() -> backfills.requireStillOpen(name, request.getBackfill()), Thread::startVirtualThread))
                .orElse(logged)
                .thenApply(_ -> response.build());
    }

    static CompletableFuture<Void> whenLogged(CompletableFuture<Void> acknowledged) {
        return acknowledged.exceptionallyCompose(failure -> {
            LOG.warnf("The log has not taken a batch: %s", failure.getMessage());
            return CompletableFuture.failedFuture(new Refusal.Overloaded(
                    "the log did not take all events of this batch in time: send it again, what was stored is recognised", RETRY_AFTER));
        });
    }

    private BatchTenant batchTenant(RecordEventsRequest request) {
        if (request.getBackfill().isEmpty()) {
            return BatchTenant.any();
        }
        Backfills.requireId("backfill", request.getBackfill());
        BatchTenant tenant = BatchTenant.of(request.getEventsList());
        tenant.name().ifPresent(name -> backfills.requireOpen(name, request.getBackfill()));
        return tenant;
    }

    private static Quarantined quarantined(Event event, Rejection rejection, Instant now) {
        return new Quarantined(
                Fields.isTenant(event.getTenant()) ? event.getTenant() : Quarantined.NO_TENANT,
                rejection.field(),
                rejection.reason().name(),
                rejection.getMessage(),
                Excerpt.of(event),
                now);
    }
}
