package dev.bellwether.ingestion.resubmission;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.http.AccountId;
import dev.bellwether.ingestion.http.Body;
import dev.bellwether.ingestion.http.Envelope;
import dev.bellwether.ingestion.http.Intake;
import dev.bellwether.ingestion.http.InvalidCallException;
import dev.bellwether.ingestion.http.JsonDoor;
import dev.bellwether.ingestion.http.Limits;
import dev.bellwether.ingestion.http.MessageIdentity;
import dev.bellwether.ingestion.http.Slice;
import dev.bellwether.ingestion.quarantine.QuarantineName;
import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.source.Source;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.ingestion.validation.EventValidator;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import dev.bellwether.ingestion.validation.RetentionConfig;
import dev.bellwether.ingestion.validation.TimeWindow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Reads rejected events once more, as the door that rejected them would now.
@ApplicationScoped
class EventRepair {

    private final Instance<JsonDoor> doors;
    private final Intake intake;
    private final InstantSource clock;
    private final Duration retention;

    EventRepair(
            Instance<JsonDoor> doors,
            Intake intake,
            InstantSource clock,
            RetentionConfig retention) {
        this.doors = doors;
        this.intake = intake;
        this.clock = clock;
        this.retention = retention.period();
    }

    /// @throws Rejection when it is still wrong
    RepairedEvent mend(QuarantinedEvent kept, Fix fix) {
        return switch (kept.getDoor()) {
            case Quarantined.CAPTURED -> captured(kept, fix);
            case "grpc" -> recorded(kept, fix);
            default -> ofJson(kept, fix);
        };
    }

    private RepairedEvent recorded(QuarantinedEvent kept, Fix fix) {
        Event event = event(kept, fix);
        String tenant = QuarantineName.parse("name", kept.getName()).tenant();
        if (!tenant.equals(Quarantined.NO_TENANT) && !tenant.equals(event.getTenant())) {
            throw new Rejection("tenant", Reason.OTHER_TENANT, "is not the tenant of the event, which is of " + tenant);
        }
        EventValidator.check(event, window());
        if (isTaken(kept) && event.getEventId().equals(kept.getEvent().getEventId())
                && event.getAccount().equals(kept.getEvent().getAccount()) && event.getSource().equals(kept.getEvent().getSource())) {
            throw idTaken("event_id");
        }
        return new RepairedEvent.Recorded(event);
    }

    private RepairedEvent captured(QuarantinedEvent kept, Fix fix) {
        CapturedMessage.Builder message = message(kept).toBuilder().setReceivedAt(Dates.timestamp(clock.instant())).clearBackfill();
        if (!(fix instanceof Fix.AsKept)) {
            mend(message, event(kept, fix));
        }
        EventValidator.checkSize(message.getEvent());
        EventValidator.checkFact(message.getEvent(), window());
        if (isTaken(kept) && message.getEvent().getEventId().equals(kept.getEvent().getEventId())) {
            throw idTaken("event_id");
        }
        return new RepairedEvent.Captured(message.build());
    }

    /// What the message says of persons stays: only what is to be recorded is another.
    private static void mend(CapturedMessage.Builder message, Event fix) {
        if (!fix.getTenant().isEmpty() && !fix.getTenant().equals(message.getTenant())) {
            throw new Rejection("tenant", Reason.OTHER_TENANT, "is not the tenant of the event, which is of " + message.getTenant());
        }
        Event event = fix.toBuilder().setTenant(message.getTenant()).build();
        if (!event.getAccount().isEmpty()) {
            EventValidator.checkAccount(event);
            message.setAccount(event.getAccount());
        }
        AccountId.user("user", event.getUser()).ifPresent(message::setUser);
        if (!event.getEventId().equals(message.getEvent().getEventId())) {
            message.setIdentity(MessageIdentity.of(message.getTenant(), Quarantined.CAPTURED, event.getSource(), event.getEventId()));
        }
        message.setContentHash(Slice.of(event.toByteArray()).hash()).setEvent(event.toBuilder().clearAccount().clearUser());
    }

    private RepairedEvent ofJson(QuarantinedEvent kept, Fix fix) {
        QuarantineName name = QuarantineName.parse("name", kept.getName());
        JsonDoor door = doors.stream().filter(one -> one.name().equals(kept.getDoor())).findAny()
                .orElseThrow(() -> new IllegalStateException("no door " + kept.getDoor()));
        byte[] json = json(kept, fix);
        return intake.checked(
                door.item(
                        intake.again(new Source(name.tenant(), kept.getSource()), Dates.instant(kept.getFirstSeenAt())),
                        Slice.of(json), name.fingerprint().toString()),
                clock.instant())
                .<RepairedEvent>map(
                        message -> new RepairedEvent.Captured(message.toBuilder().setReceivedAt(Dates.timestamp(clock.instant())).build()))
                .orElseGet(RepairedEvent.NotMeant::new);
    }

    private static byte[] json(QuarantinedEvent kept, Fix fix) {
        byte[] json = switch (fix) {
            case Fix.AsKept _ -> (kept.getComplete().isEmpty() ? kept.getRaw() : kept.getComplete()).toByteArray();
            case Fix.OfJson(String text) -> text.getBytes(UTF_8);
            case Fix.OfEvent _ -> throw new Rejection("event", Reason.MALFORMED,
                    "it came by the door " + kept.getDoor() + ": send what is mended as JSON, in the form that it has there");
        };
        if (json.length > Limits.EVENT_BYTES) {
            throw new Rejection("event", Reason.TOO_LARGE, "has " + json.length + " bytes; at most " + Limits.EVENT_BYTES + " are taken");
        }
        try {
            Envelope.ofObject(Body.utf8(json));
        } catch (InvalidCallException broken) {
            throw fix instanceof Fix.AsKept
                    ? new Rejection(kept.getField(), reason(kept),
                            "only the beginning of it is kept, or nothing that can be read: mend it by"
                                    + " sending all of it")
                    : new Rejection("event", Reason.MALFORMED, broken.getMessage());
        }
        return json;
    }

    private static Event event(QuarantinedEvent kept, Fix fix) {
        return switch (fix) {
            case Fix.AsKept _ -> kept.getEvent();
            case Fix.OfEvent(Event event) -> event;
            case Fix.OfJson _ -> throw new Rejection("json", Reason.MALFORMED,
                    "it came by the door " + kept.getDoor() + ": send what is mended as an Event");
        };
    }

    private static CapturedMessage message(QuarantinedEvent kept) {
        try {
            return CapturedMessage.parseFrom(kept.getRaw());
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("kept is what was captured", impossible);
        }
    }

    private static boolean isTaken(QuarantinedEvent kept) {
        return kept.getReason().equals(Reason.DIFFERENT_CONTENT.name());
    }

    private static Rejection idTaken(String field) {
        return new Rejection(field, Reason.DIFFERENT_CONTENT,
                "an event with this id is there with other content: this is another one, and is taken with a new " + field + " only");
    }

    private static Reason reason(QuarantinedEvent kept) {
        try {
            return Reason.valueOf(kept.getReason());
        } catch (IllegalArgumentException _) {
            return Reason.MALFORMED;
        }
    }

    private TimeWindow window() {
        Instant now = clock.instant();
        return TimeWindow.around(now, retention);
    }
}
