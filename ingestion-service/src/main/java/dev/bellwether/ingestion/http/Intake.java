package dev.bellwether.ingestion.http;

import dev.bellwether.chassis.logs.LogContext;
import dev.bellwether.ingestion.backfill.Backfills;
import dev.bellwether.ingestion.gateway.Capture;
import dev.bellwether.ingestion.quarantine.QuarantineWriter;
import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.source.Source;
import dev.bellwether.ingestion.source.SourceUse;
import dev.bellwether.ingestion.source.WriteKeys;
import dev.bellwether.ingestion.trackingplan.TrackingPlans;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.validation.EventValidator;
import dev.bellwether.ingestion.validation.Excerpt;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import dev.bellwether.ingestion.validation.RetentionConfig;
import dev.bellwether.ingestion.validation.TimeWindow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/// What every door does with the events of a call once it can read them: whose are they, may they come, which are good; the
/// good ones to the log, the others to the quarantine.
@ApplicationScoped
public class Intake {

    private final WriteKeys keys;
    private final SourceUse use;
    private final Instance<TrackingPlans> plans;
    private final Capture capture;
    private final QuarantineWriter quarantine;
    private final InstantSource clock;
    private final Duration retention;

    Intake(
            WriteKeys keys,
            SourceUse use,
            Instance<TrackingPlans> plans,
            Capture capture,
            QuarantineWriter quarantine,
            InstantSource clock,
            RetentionConfig retention) {
        this.keys = keys;
        this.use = use;
        this.plans = plans;
        this.capture = capture;
        this.quarantine = quarantine;
        this.clock = clock;
        this.retention = retention.period();
    }

    /// @param shown the keys that came with the call, the most important first: one that is valid is enough
    /// @throws InvalidCallException when none is
    public IngestRequest begin(Call call, List<String> shown) {
        String backfill = call.backfill();
        if (!backfill.isEmpty()) {
            Backfills.requireId("Bellwether-Backfill", backfill);
        }
        for (String key : shown) {
            Optional<Source> source = keys.sourceOf(key);
            if (source.isPresent()) {
                requireTenant(call, source.get());
                return new IngestRequest(
                        key, source.get(), plans.get().inForce(source.get().tenant()), clock.instant(), backfill, call.validateOnly(),
                        call.report());
            }
        }
        throw new InvalidCallException(InvalidCallException.Code.UNAUTHENTICATED, shown.isEmpty()
                ? "no write key: send one as Authorization: Basic (the key as user, no password) or Bearer"
                : "the write key is not valid: it was never one, or it has been revoked");
    }

    /// Who says whose events they send is not to send another tenant's by mistake.
    private static void requireTenant(Call call, Source source) {
        call.header("Bellwether-Tenant").filter(tenant -> !tenant.equals(source.tenant())).ifPresent(tenant -> {
            throw new InvalidCallException(InvalidCallException.Code.UNAUTHENTICATED,
                    "the write key is not of the tenant " + tenant + ", which Bellwether-Tenant names");
        });
    }

    /// @param door  `segment` or `cloudevents`
    /// @param bytes that the call took
    /// @param parts of the call, one for each event; each is read when its turn comes, so that one at a time is in memory
    public <P> HttpAnswer take(String door, IngestRequest sending, int bytes, List<P> parts, Function<P, Item> reader)
            throws InterruptedException, ExecutionException {
        try (var _ = LogContext.of(sending.source().tenant())) {
            return taken(door, sending, bytes, parts, reader);
        }
    }

    private <P> HttpAnswer taken(String door, IngestRequest sending, int bytes, List<P> parts, Function<P, Item> reader)
            throws InterruptedException, ExecutionException {
        if (!sending.dry()) {
            use.admit(sending.source(), parts.size());
        }
        List<CapturedMessage> messages = new ArrayList<>(parts.size());
        List<RejectedItem> rejected = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Item item = reader.apply(parts.get(i));
            try {
                checked(item, sending.receivedAt()).ifPresent(messages::add);
            } catch (Rejection rejection) {
                rejected.add(new RejectedItem(i, Excerpt.cut(item.id()), rejection,
                        sending.dry() ? Optional.empty() : Optional.of(quarantined(door, sending, item, rejection))));
            }
        }
        int accepted = parts.size() - rejected.size();
        if (sending.dry()) {
            return HttpAnswer.ok(RejectedItem.report(accepted, rejected, messages));
        }
        capture.capture(messages).get();
        // Not before: a call that is to be sent again has rejected nothing yet.
        rejected.forEach(item -> item.quarantined().ifPresent(quarantine::add));
        capture.answered(accepted, rejected.size());
        use.count(sending.source(), accepted, rejected.size(), bytes);
        return HttpAnswer.ok(sending.reported() ? RejectedItem.report(accepted, rejected, messages) : RejectedItem.SUCCESS);
    }

    /// What is sent again from the quarantine: it has no key to show.
    ///
    /// @param firstSeen when it came the first time, which its times refer to
    public IngestRequest again(Source source, Instant firstSeen) {
        return new IngestRequest("", source, plans.get().inForce(source.tenant()), firstSeen, "", false, false);
    }

    /// @return empty when the sender says that it is not meant for us
    /// @throws Rejection when it cannot be taken
    public Optional<CapturedMessage> checked(Item item, Instant now) {
        Optional<CapturedMessage> message = item.message();
        message.ifPresent(whole -> {
            EventValidator.checkSize(whole.getEvent());
            try {
                EventValidator.checkFact(whole.getEvent(), TimeWindow.around(now, retention));
            } catch (Rejection rejection) {
                throw rejection.reason() == Reason.IN_THE_FUTURE || rejection.reason() == Reason.TOO_OLD
                        ? new Rejection(rejection.field(), rejection.reason(), rejection.getMessage() + item.moment())
                        : rejection;
            }
        });
        return message;
    }

    private static Quarantined quarantined(String door, IngestRequest sending, Item item, Rejection rejection) {
        Source source = sending.source();
        return new Quarantined(
                source.tenant(),
                rejection.field(),
                rejection.reason().name(),
                rejection.getMessage(),
                Event.newBuilder().setTenant(source.tenant()).setSource(source.id()).setEventId(Excerpt.cut(item.id())).build(),
                Optional.of(new Quarantined.Origin(door, source.id(), item.raw(), item.complete(), item.content())),
                sending.receivedAt());
    }
}
