package dev.bellwether.ingestion.trackingplan;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.validation.EventValidator;
import dev.bellwether.ingestion.validation.Rejection;
import dev.bellwether.ingestion.validation.TimeWindow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Tries a plan on an example.
@ApplicationScoped
public class PlanTrial {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final PlansInForce inForce;
    private final InstantSource clock;

    PlanTrial(PlansInForce inForce, InstantSource clock) {
        this.inForce = inForce;
        this.clock = clock;
    }

    /// What becomes of the example: an event, or a rejection.
    ///
    /// @param rule empty when none takes it
    public record Outcome(String rule, Event event, Optional<Rejection> rejection) {}

    /// @param definition empty for the plan in force
    /// @param message    a Segment call or a CloudEvent, as of [ForeignEvent]
    /// @throws Refusal.InvalidArgument when the plan cannot be used, or the message is neither
    public Outcome run(String tenant, String definition, Map<String, Object> message) {
        CompiledPlan plan = definition.isEmpty() ? inForce.compiled(tenant) : PlanVersions.compile(definition);
        ForeignEvent foreign = foreign(message);
        Event.Builder event = Event.newBuilder().setTenant(tenant).setOccurredAt(Dates.timestamp(clock.instant()));
        String rule = "";
        try {
            rule = plan.ruleOf(foreign).map(Rule::toString).orElse("");
            plan.apply(foreign, event);
            check(event);
            return new Outcome(rule, event.clearOccurredAt().build(), Optional.empty());
        } catch (Rejection rejected) {
            return new Outcome(rule, event.clearOccurredAt().build(), Optional.of(rejected));
        }
    }

    /// As the door does afterwards, with what it takes from the message itself.
    private void check(Event.Builder event) {
        Instant now = clock.instant();
        EventValidator.check(event.clone().setAccount("example").setEventId("example").setOccurredAt(Dates.timestamp(now)).build(),
                TimeWindow.around(now, A_MINUTE));
    }

    /// As the doors read it.
    private static ForeignEvent foreign(Map<String, Object> message) {
        if (message.containsKey("specversion")) {
            Object data = message.get("data");
            return new ForeignEvent("cloudevent", text(message, "type", ""),
                    data == null || data instanceof Map<?, ?> ? map(data) : Map.of("data", data), message);
        }
        return switch (text(message, "type", "")) {
            case "track" -> new ForeignEvent("track", text(message, "event", ""), map(message.get("properties")), message);
            case "page" -> new ForeignEvent("page", text(message, "name", "Page"), map(message.get("properties")), message);
            case "screen" -> new ForeignEvent("screen", text(message, "name", "Screen"), map(message.get("properties")), message);
            case "identify" -> new ForeignEvent("identify", "", map(message.get("traits")), message);
            case "group" -> new ForeignEvent("group", "", map(message.get("traits")), message);
            default -> throw new Refusal.InvalidArgument("message",
                    "must be a Segment call, with \"type\": \"track\" (or page, screen, identify, group), "
                            + "or a CloudEvent, with \"specversion\"");
        };
    }

    private static String text(Map<String, Object> message, String key, String otherwise) {
        return message.get(key) instanceof String text && !text.isEmpty() ? text : otherwise;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
