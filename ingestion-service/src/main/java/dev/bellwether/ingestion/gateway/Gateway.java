package dev.bellwether.ingestion.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.access.Caller;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.UnreadableOffsetException;
import dev.bellwether.ingestion.backfill.Backfills;
import dev.bellwether.ingestion.quarantine.QuarantineWriter;
import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.ingestion.validation.EventLimits;
import dev.bellwether.ingestion.validation.EventValidator;
import dev.bellwether.ingestion.validation.Excerpt;
import dev.bellwether.ingestion.validation.Fields;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import dev.bellwether.ingestion.validation.RetentionConfig;
import dev.bellwether.ingestion.validation.TimeWindow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/// The front door: checks each event, puts the good ones on the log, answers when the log has them. Keeps nothing of its
/// own, so that there can be any number of it.
@ApplicationScoped
public class Gateway {

    private static final Logger LOG = Logger.getLogger(Gateway.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final String NOT_OUR_LOG = "the log is not the one that this installation has written and read so far, so these events"
            + " would be lost: keep them and send them again. For who operates it: " + UnreadableOffsetException.GUIDE;

    private final GatewayLog log;
    private final Backfills backfills;
    private final QuarantineWriter quarantine;
    private final InstantSource clock;
    private final Duration retention;
    private final Duration patience;
    private final InFlight inFlight;
    private final GatewayMeasures measures = new GatewayMeasures("grpc");

    Gateway(
            GatewayLog log,
            Backfills backfills,
            QuarantineWriter quarantine,
            InstantSource clock,
            InFlight inFlight,
            GatewayConfig config,
            RetentionConfig retention) {
        this.log = log;
        this.backfills = backfills;
        this.quarantine = quarantine;
        this.clock = clock;
        this.retention = retention.period();
        this.patience = config.makeRoomWithin();
        this.inFlight = inFlight;
    }

    /// For a caller that waits for this answer before it sends more: refused at once when too much is in flight.
    ///
    /// @return completed when every accepted event is on the replicated log
    /// @throws Refusal.PermissionDenied when an event is of a tenant that the sender may not speak for; then none is taken
    public CompletableFuture<RecordEventsResponse> record(EventBatch batch, Caller sender) {
        return record(batch, sender, Duration.ZERO);
    }

    /// For a stream: waits a while for what is in flight, so that the sender is slowed down instead of refused.
    public CompletableFuture<RecordEventsResponse> recordNext(EventBatch batch, Caller sender) {
        return record(batch, sender, patience);
    }

    private CompletableFuture<RecordEventsResponse> record(EventBatch batch, Caller sender, Duration patience) {
        batch.requireReadable();
        if (batch.size() > EventLimits.EVENTS_OF_A_BATCH) {
            throw new Refusal.InvalidArgument("events", "at most " + EventLimits.EVENTS_OF_A_BATCH + " in one call, not " + batch.size());
        }
        BatchSender.requireTenants(sender, batch);
        BatchTenant tenant = batchTenant(batch);
        if (batch.validateOnly()) {
            return CompletableFuture.completedFuture(checked(batch, tenant));
        }
        int permits = inFlight.acquire(batch.byteCount(), patience);
        try {
            return send(batch, tenant).whenComplete((_, _) -> inFlight.release(permits));
        } catch (RuntimeException failure) {
            inFlight.release(permits);
            throw failure;
        }
    }

    private CompletableFuture<RecordEventsResponse> send(EventBatch batch, BatchTenant tenant) {
        Instant now = clock.instant();
        TimeWindow window = TimeWindow.around(now, retention);
        UsageScanner scanner = new UsageScanner(window);
        EnvelopeWriter writer = new EnvelopeWriter(now, batch.backfill());
        RecordEventsResponse.Builder response = RecordEventsResponse.newBuilder().setBatchId(batch.batchId());
        Acknowledgement acknowledgement = log.acknowledgement(Topics.INBOUND);
        SentSpans spans = SentSpans.of(Topics.INBOUND, batch.backfill());
        for (int i = 0; i < batch.size() && !acknowledgement.hasFailed(); i++) {
            if (tenant.isAny() && scanner.isGood(batch.bytes(), batch.start(i), batch.length(i))) {
                log.send(Topics.INBOUND, scanner.key(), writer.entry(batch.bytes(), batch.start(i), batch.length(i)),
                        spans.headers(batch, i), acknowledgement);
            } else {
                check(batch, i, window, tenant, response, (event, rejection) -> quarantine.add(quarantined(event, rejection, now)))
                        .ifPresent(event -> log.send(
                                Topics.INBOUND, EnvelopeWriter.key(event), writer.entry(event), spans.headers(event), acknowledgement));
            }
        }
        response.setAccepted(batch.size() - response.getRejectedCount());
        CompletableFuture<Void> logged = whenLogged(spans.until(acknowledgement.allSent()));
        return tenant.name()
                .map(name -> logged.thenRunAsync(() -> backfills.requireStillOpen(name, batch.backfill()), Thread::startVirtualThread))
                .orElse(logged)
                .thenApply(_ -> {
                    measures.accepted(response.getAccepted());
                    measures.rejected(response.getRejectedCount());
                    return response.build();
                });
    }

    /// What would come of the batch.
    private RecordEventsResponse checked(EventBatch batch, BatchTenant tenant) {
        TimeWindow window = TimeWindow.around(clock.instant(), retention);
        RecordEventsResponse.Builder response = RecordEventsResponse.newBuilder().setBatchId(batch.batchId());
        for (int i = 0; i < batch.size(); i++) {
            check(batch, i, window, tenant, response, (_, _) -> {});
        }
        return response.setAccepted(batch.size() - response.getRejectedCount()).build();
    }

    /// @param rejected sees what is rejected
    /// @return empty when it is
    private static Optional<Event> check(EventBatch batch, int index, TimeWindow window, BatchTenant tenant,
            RecordEventsResponse.Builder response, BiConsumer<Event, Rejection> rejected) {
        Event event = Event.getDefaultInstance();
        try {
            event = batch.event(index);
            EventValidator.checkSize(batch.length(index));
            EventValidator.check(event, window);
            tenant.check(event);
            return Optional.of(event);
        } catch (InvalidProtocolBufferException broken) {
            response.addRejected(new Rejection("event", Reason.MALFORMED, "is no Event in protobuf's binary form").at(index, ""));
        } catch (Rejection rejection) {
            response.addRejected(rejection.at(index, event.getEventId()));
            rejected.accept(event, rejection);
        }
        return Optional.empty();
    }

    /// Puts events on the log that have been checked.
    ///
    /// @return completed when all are on the replicated log
    /// @throws Refusal.Overloaded when too much is on its way
    public CompletableFuture<Void> send(Collection<Event> valid) {
        int permits = inFlight.acquire(valid.stream().mapToInt(Event::getSerializedSize).sum(), patience);
        EnvelopeWriter writer = new EnvelopeWriter(clock.instant(), "");
        Acknowledgement acknowledgement = log.acknowledgement(Topics.INBOUND);
        SentSpans spans = SentSpans.of(Topics.INBOUND, "");
        for (Event event : valid) {
            log.send(Topics.INBOUND, EnvelopeWriter.key(event), writer.entry(event), spans.headers(event), acknowledgement);
        }
        return whenLogged(spans.until(acknowledgement.allSent())).whenComplete((_, _) -> inFlight.release(permits));
    }

    static CompletableFuture<Void> whenLogged(CompletableFuture<Void> acknowledged) {
        return acknowledged.exceptionallyCompose(failure -> {
            LOG.warnf("The log has not taken a batch: %s", failure.getMessage());
            if (failure instanceof UnreadableOffsetException || failure.getCause() instanceof UnreadableOffsetException) {
                return CompletableFuture.failedFuture(new Refusal.Unavailable(NOT_OUR_LOG));
            }
            return CompletableFuture.failedFuture(new Refusal.Overloaded(
                    "the log did not take all events of this batch in time: send it again, what was stored is recognised", RETRY_AFTER));
        });
    }

    private BatchTenant batchTenant(EventBatch batch) {
        if (batch.backfill().isEmpty()) {
            return BatchTenant.any();
        }
        Backfills.requireId("backfill", batch.backfill());
        BatchTenant tenant = BatchTenant.of(batch);
        tenant.name().ifPresent(name -> backfills.requireOpen(name, batch.backfill()));
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
