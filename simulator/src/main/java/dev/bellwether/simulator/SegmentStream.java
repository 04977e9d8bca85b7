package dev.bellwether.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.util.Timestamps;
import com.google.type.Money;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.Event;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The same customers as seen by a company that sends with Segment's SDKs alone: `identify`, `group` and `track`, one JSON
/// document a line. Nothing tells of sessions, cases, surveys, invoices or contacts. Features are events of their own names, what is paid
/// are events that [#TRACKING_PLAN] reads.
public final class SegmentStream {

    /// What the events about subscriptions mean.
    public static final String TRACKING_PLAN = """
            currency: USD
            events:
              - event: Signed In
                fact: sign_in
              - event: Subscription Started
                fact: subscription_started
                set: {plan: properties.plan, mrr: properties.mrr, seats: properties.seats}
              - event: Subscription Changed
                fact: subscription_changed
                set: {plan: properties.plan, mrr: properties.mrr, seats: properties.seats}
              - event: Subscription Cancelled
                fact: subscription_cancelled
                set: {reason: properties.reason}
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> identified = new HashSet<>();

    private SegmentStream() {}

    /// In order of time. One account's first call is its `group`; a person's first is an `identify`.
    public static Stream<String> lines(Simulation simulation) {
        SegmentStream stream = new SegmentStream();
        return simulation.history().flatMap(stream::calls);
    }

    private Stream<String> calls(Event event) {
        Optional<Map<String, Object>> call = call(event);
        if (call.isEmpty()) {
            return Stream.empty();
        }
        String line = json(common(event, call.get(), ""));
        return !event.getUser().isEmpty() && identified.add(user(event))
                ? Stream.of(json(common(event, Map.of("type", "identify", "traits", Map.of("name", event.getUser())), "-i")), line)
                : Stream.of(line);
    }

    private static Optional<Map<String, Object>> call(Event event) {
        return switch (event.getFactCase()) {
            case ACCOUNT_PROFILE ->
                Optional.of(Map.of("type", "group", "groupId", event.getAccount(), "traits", traits(event.getAccountProfile())));
            case SUBSCRIPTION_STARTED -> Optional.of(track("Subscription Started", Map.of(
                    "plan", event.getSubscriptionStarted().getPlan(), "mrr", number(event.getSubscriptionStarted().getMrr()),
                    "seats", event.getSubscriptionStarted().getSeats())));
            case SUBSCRIPTION_CHANGED -> {
                Map<String, Object> properties = new LinkedHashMap<>();
                properties.put("plan", event.getSubscriptionChanged().getPlan());
                properties.put("mrr", number(event.getSubscriptionChanged().getMrr()));
                if (event.getSubscriptionChanged().hasSeats()) {
                    properties.put("seats", event.getSubscriptionChanged().getSeats());
                }
                yield Optional.of(track("Subscription Changed", properties));
            }
            case SUBSCRIPTION_CANCELLED ->
                Optional.of(track("Subscription Cancelled", Map.of("reason", event.getSubscriptionCancelled().getReason())));
            case FEATURE_USED ->
                Optional.of(track("Used " + event.getFeatureUsed().getFeature(), Map.of("product", event.getFeatureUsed().getProduct())));
            case SIGN_IN -> Optional.of(track("Signed In", Map.of()));
            case LEARNING_RESOURCE_USED ->
                Optional.of(track("Resource Viewed", Map.of("resource", event.getLearningResourceUsed().getResource())));
            case NAMED_EVENT -> Optional.of(track(event.getNamedEvent().getName(), Map.of()));
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> track(String name, Map<String, Object> properties) {
        return Map.of("type", "track", "event", name, "properties", properties);
    }

    private static Map<String, Object> traits(AccountProfile profile) {
        return Map.of("name", profile.getName(), "industry", profile.getIndustry(), "employees", profile.getEmployees(),
                "companyType", profile.getCompanyType().name(), "address", Map.of("country", profile.getCountry()));
    }

    private static Map<String, Object> common(Event event, Map<String, Object> call, String suffix) {
        Map<String, Object> whole = new LinkedHashMap<>(call);
        whole.put("messageId", event.getAccount() + "-" + event.getSource() + "-" + event.getEventId() + suffix);
        whole.put("userId", event.getUser().isEmpty() ? event.getAccount() + "-billing" : user(event));
        whole.put("timestamp", Timestamps.toString(event.getOccurredAt()));
        whole.put("context", Map.of("groupId", event.getAccount()));
        return whole;
    }

    private static String user(Event event) {
        return event.getAccount() + "-" + event.getUser();
    }

    private static double number(Money money) {
        return money.getUnits() + money.getNanos() / 1e9;
    }

    private static String json(Map<String, Object> call) {
        try {
            return JSON.writeValueAsString(call);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
