package dev.bellwether.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import com.google.type.Money;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.SignIn;
import dev.bellwether.ingestion.v1.SubscriptionCancelled;
import dev.bellwether.ingestion.v1.SubscriptionChanged;
import dev.bellwether.ingestion.v1.SubscriptionStarted;
import dev.bellwether.ingestion.v1.UserIdentified;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;

/// What docs/api/segment.md and the stream's tracking plan say that Segment's calls are.
final class SegmentFacts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SegmentFacts() {}

    static Stream<Event> read(Stream<String> lines, String tenant) {
        return lines.map(line -> {
            try {
                return event(JSON.readTree(line)).setTenant(tenant).build();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    private static Event.Builder event(JsonNode call) {
        Instant at = Instant.parse(call.get("timestamp").textValue());
        Event.Builder event = Event.newBuilder().setAccount(call.get("context").get("groupId").textValue())
                .setEventId(call.get("messageId").textValue()).setUser(call.get("userId").textValue())
                .setOccurredAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()));
        return switch (call.get("type").textValue()) {
            case "identify" -> event.setUserIdentified(UserIdentified.getDefaultInstance());
            case "group" -> event.setAccountProfile(profile(call.get("traits")));
            default -> tracked(call.get("event").textValue(), call.get("properties"), event);
        };
    }

    private static Event.Builder tracked(String name, JsonNode properties, Event.Builder event) {
        return switch (name) {
            case "Signed In" -> event.setSignIn(SignIn.getDefaultInstance());
            case "Subscription Started" -> event.setSubscriptionStarted(SubscriptionStarted.newBuilder()
                    .setPlan(properties.get("plan").textValue()).setMrr(money(properties)).setSeats(properties.get("seats").longValue()));
            case "Subscription Changed" -> {
                SubscriptionChanged.Builder changed = SubscriptionChanged.newBuilder()
                        .setPlan(properties.get("plan").textValue()).setMrr(money(properties));
                yield event
                        .setSubscriptionChanged(properties.has("seats") ? changed.setSeats(properties.get("seats").longValue()) : changed);
            }
            case "Subscription Cancelled" -> event.setSubscriptionCancelled(
                    SubscriptionCancelled.newBuilder().setReason(properties.get("reason").textValue()));
            default -> event.setNamedEvent(NamedEvent.newBuilder().setName(name));
        };
    }

    private static AccountProfile profile(JsonNode traits) {
        return AccountProfile.newBuilder().setName(traits.get("name").textValue()).setIndustry(traits.get("industry").textValue())
                .setEmployees(traits.get("employees").longValue())
                .setCompanyType(CompanyType.valueOf(traits.get("companyType").textValue()))
                .setCountry(traits.get("address").get("country").textValue()).build();
    }

    private static Money money(JsonNode properties) {
        BigDecimal mrr = properties.get("mrr").decimalValue();
        BigDecimal units = mrr.setScale(0, java.math.RoundingMode.DOWN);
        return Money.newBuilder().setCurrencyCode("USD").setUnits(units.longValueExact())
                .setNanos(mrr.subtract(units).movePointRight(9).setScale(0, java.math.RoundingMode.HALF_EVEN).intValueExact()).build();
    }
}
