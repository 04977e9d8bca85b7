package dev.bellwether.playbooks.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.DecidedEvent;
import dev.bellwether.embedded.testing.GoldenFiles;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.playbooks.ledger.Advice;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.ledger.Proposal;
import dev.bellwether.playbooks.ledger.Recommendation;
import dev.bellwether.playbooks.ledger.Status;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import dev.bellwether.playbooks.v1.RecommendationChanged;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What this service has stored and published can be read, and is stored the same today. An event's payload is also what
/// stands on the topic.
class GoldenLedgerBytesTest {
    private static final LedgerCodec CODEC = new LedgerCodec();
    private static final AccountKey ACME = new AccountKey("northwind", "acme");
    private static final UUID ID = UUID.fromString("ba484282-0daa-356b-b4b3-6e40e4747022");
    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final Instant CHANGED = Instant.parse("2026-03-04T09:30:00.000000001Z");
    private static final Instant UNTIL = Instant.parse("2026-03-09T08:00:00Z");
    private static final Advice ADVICE = new Advice(
            ID,
            new Proposal("enterprise-renewal", 3, ActionKind.RENEWAL, "Acme & Söhne", "Call", "Do.", "Because 1 < 2.", 12.5, 7, 30, 10, 7,
                    List.of("enterprise-power-user")),
            CREATED);

    /// An event, and the recommendation as it is after it.
    private record Example(LedgerEvent event, Recommendation after) {
        static Example of(LedgerEvent event, Status after) {
            return of(event, "", after);
        }

        static Example of(LedgerEvent event, String acceptedBy, Status after) {
            return new Example(event, new Recommendation(ADVICE, "enterprise-at-risk", 5, acceptedBy, after, event.at(), 9));
        }
    }

    private static final Map<LedgerEventType, Example> EXAMPLES = new EnumMap<>(Map.ofEntries(
            Map.entry(LedgerEventType.RECOMMENDED,
                    Example.of(new LedgerEvent.Recommended(ADVICE, "enterprise-at-risk", 5), new Status.Open())),
            Map.entry(LedgerEventType.MOVED,
                    Example.of(new LedgerEvent.Moved(ID, "enterprise-at-risk", 5, CHANGED), "ana", new Status.Accepted("ana"))),
            Map.entry(LedgerEventType.ACCEPTED,
                    Example.of(new LedgerEvent.Accepted(ID, "ana", CHANGED), "ana", new Status.Accepted("ana"))),
            Map.entry(LedgerEventType.SNOOZED,
                    Example.of(new LedgerEvent.Snoozed(ID, "bo", UNTIL, CHANGED), "ana", new Status.Snoozed("bo", UNTIL))),
            Map.entry(LedgerEventType.UNSNOOZED, Example.of(new LedgerEvent.Unsnoozed(ID, CHANGED), new Status.Open())),
            Map.entry(LedgerEventType.DISMISSED,
                    Example.of(new LedgerEvent.Dismissed(ID, "cy", "No need.", CHANGED), new Status.Dismissed("cy", "No need."))),
            Map.entry(LedgerEventType.COMPLETED, Example.of(
                    new LedgerEvent.Completed(ID, "di", Outcome.FAILED, "Lost.", CHANGED),
                    new Status.Completed("di", Outcome.FAILED, "Lost."))),
            Map.entry(LedgerEventType.EXPIRED, Example.of(new LedgerEvent.Expired(ID, CHANGED), new Status.Expired())),
            Map.entry(LedgerEventType.WITHDRAWN, Example.of(new LedgerEvent.Withdrawn(ID, UNTIL, CHANGED), new Status.Withdrawn(UNTIL))),
            Map.entry(LedgerEventType.DEFERRED,
                    Example.of(new LedgerEvent.Deferred(ADVICE, "enterprise-at-risk", 5, Optional.of(UNTIL)),
                            new Status.Deferred(Optional.of(UNTIL)))),
            Map.entry(LedgerEventType.ACHIEVED, Example.of(new LedgerEvent.Achieved(ID, CHANGED), "ana", new Status.Achieved()))));

    @ParameterizedTest
    @EnumSource
    void each_event_can_be_read_and_is_stored_the_same(LedgerEventType type) throws Exception {
        assertThat(EXAMPLES).as("an example of each type of event").containsKey(type);
        Example example = EXAMPLES.get(type);
        var ledger = new Ledger(ACME, 9, new TreeMap<>(Map.of(example.after().playbook(), example.after())));
        var stored = CODEC.encode(ACME, 9, new DecidedEvent<>(example.event(), ledger), CHANGED);
        // An older version is read only.
        byte[] then = stored.type().equals(type.stored())
                ? GoldenFiles.unchanged(type.stored(), stored.payload())
                : GoldenFiles.read(type.stored());
        assertThat(LedgerCodec.decode(type.stored(), then)).isEqualTo(example.event());
        var published = RecommendationChanged.parseFrom(then).getRecommendation();
        assertThat(RecommendationMessages.read(published)).isEqualTo(example.after());
        assertThat(published.getTenant() + "/" + published.getAccount()).isEqualTo("northwind/acme");
    }

    @Test
    void a_row_of_the_table_of_recommendations_can_be_read_and_is_stored_the_same() throws Exception {
        Recommendation snoozed = EXAMPLES.get(LedgerEventType.SNOOZED).after();
        byte[] then = GoldenFiles.unchanged("recommendation", 1, RecommendationMessages.write(ACME, snoozed).toByteArray());
        assertThat(RecommendationMessages.read(dev.bellwether.playbooks.v1.Recommendation.parseFrom(then))).isEqualTo(snoozed);
    }

    @Test
    void a_ledger_s_snapshot_can_be_read_and_is_stored_the_same() {
        var latest = new TreeMap<String, Recommendation>();
        latest.put("enterprise-renewal", EXAMPLES.get(LedgerEventType.COMPLETED).after());
        Ledger ledger = new Ledger(ACME, 9, latest);
        byte[] then = GoldenFiles.unchanged("ledger-snapshot", LedgerCodec.SNAPSHOT_SCHEMA, CODEC.encodeSnapshot(ledger));
        assertThat(CODEC.decodeSnapshot(ACME, 9, then)).isEqualTo(ledger);
    }

    @Test
    void the_features_that_were_judged_on_can_be_read_and_are_stored_the_same() throws Exception {
        Features features = Features.newBuilder().setCompanyType(CompanyType.SELF_SERVE).setPlan("Pro").setMrr(49).build();
        assertThat(Features.parseFrom(GoldenFiles.unchanged("judged-features", 1, features.toByteArray()))).isEqualTo(features);
    }

    @Test
    void each_type_has_one_name() {
        assertThat(List.of(LedgerEventType.values())).extracting(LedgerEventType::stored).doesNotHaveDuplicates();
    }
}
