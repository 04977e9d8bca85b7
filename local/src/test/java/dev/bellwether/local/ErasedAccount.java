package dev.bellwether.local;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.type.Money;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.SubscriptionStarted;
import dev.bellwether.ingestion.v1.SupportCaseOpened;
import dev.bellwether.ingestion.v1.SurveyAnswered;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import java.time.Instant;

/// An account whose every text is unmistakable, wherever it is stored.
final class ErasedAccount {

    private static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");
    /// Recorded each time that it lives.
    static final int EVENTS = 6;

    private final String tenant;
    private final String mark;
    private final Connection connection;
    private int events;

    ErasedAccount(String tenant, Connection connection) {
        this.tenant = tenant;
        this.mark = "5ca1ab1e-of-" + tenant;
        this.connection = connection;
    }

    String id() {
        return "account-" + mark;
    }

    String tenant() {
        return tenant;
    }

    /// As calls name it.
    String name() {
        return "tenants/" + tenant + "/accounts/" + id();
    }

    /// In all of its texts, its id among them.
    String own() {
        return mark;
    }

    String[] texts() {
        return new String[] {id(), "name-" + mark, "user-" + mark, "subject-" + mark, "comment-" + mark, "value-" + mark,
            "too-long-" + mark};
    }

    int partition() {
        return new AccountKey(tenant, id()).partition(12);
    }

    /// Each time with events that were not there before.
    void lives() {
        connection.ingestion().recordEvents(RecordEventsRequest.newBuilder()
                .addEvents(event()
                        .setAccountProfile(AccountProfile.newBuilder().setName("name-" + mark).setCompanyType(CompanyType.ENTERPRISE)))
                .addEvents(event().setSubscriptionStarted(SubscriptionStarted.newBuilder()
                        .setPlan("plan-" + mark).setMrr(Money.newBuilder().setUnits(900)).setSeats(9)))
                .addEvents(event().setFeatureUsed(FeatureUsed.newBuilder().setFeature("feature-" + mark).setProduct("product-" + mark)))
                .addEvents(event().setSupportCaseOpened(
                        SupportCaseOpened.newBuilder().setCaseId("case-" + mark + events).setSubject("subject-" + mark)))
                .addEvents(event().setSurveyAnswered(
                        SurveyAnswered.newBuilder().setKind(SurveyAnswered.Kind.NPS).setScore(2).setComment("comment-" + mark)))
                .addEvents(event().setNamedEvent(NamedEvent.newBuilder().setName("named-" + mark).setProperties(
                        Struct.newBuilder().putFields("key-" + mark, Value.newBuilder().setStringValue("value-" + mark).build()))))
                // Rejected, and kept with its reason.
                .addEvents(event().setUser("too-long-" + mark + "x".repeat(300)).setFeatureUsed(FeatureUsed.newBuilder().setFeature("f")))
                .build());
    }

    private Event.Builder event() {
        return Event.newBuilder()
                .setTenant(tenant)
                .setAccount(id())
                .setUser("user-" + mark)
                .setEventId("event-" + mark + "-" + ++events)
                .setSource("source-" + mark)
                .setOccurredAt(Dates.timestamp(MORNING.plusSeconds(events)));
    }

    void awaitRecommendation() {
        ListRecommendationsRequest ofAccount =
                ListRecommendationsRequest.newBuilder().setParent("tenants/" + tenant).setAccount(id()).build();
        Eventually.eventually(
                () -> connection.playbooks().listRecommendations(ofAccount).getRecommendationsCount(), recommended -> recommended > 0);
    }
}
