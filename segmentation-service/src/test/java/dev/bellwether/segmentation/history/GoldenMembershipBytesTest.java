package dev.bellwether.segmentation.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.store.NewEvent;
import dev.bellwether.embedded.testing.GoldenFiles;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.TransitionCause;
import dev.bellwether.segmentation.membership.Decision;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipEvent;
import dev.bellwether.segmentation.membership.MembershipEvent.MembershipEnded;
import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingDeclared;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import dev.bellwether.segmentation.membership.Placement;
import dev.bellwether.segmentation.membership.SchemeVersion;
import dev.bellwether.segmentation.membership.SegmentId;
import dev.bellwether.segmentation.membership.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What this service has stored and published can be read, and is stored the same today.
class GoldenMembershipBytesTest {

    private static final AccountKey ACME = new AccountKey("northwind", "acme");
    private static final Instant DECIDED_AT = Instant.parse("2026-03-01T00:05:00.123456789Z");
    private static final LocalDate FEBRUARY_28 = LocalDate.of(2026, 2, 28);
    private static final SegmentId AT_RISK = new SegmentId(CompanyType.ENTERPRISE, "at-risk");
    private static final SegmentId NEW_USER = new SegmentId(CompanyType.SELF_SERVE, "new-user");

    private static final Decision ENTERED = new Decision(
            new SchemeVersion(3),
            new Placement(AT_RISK, "activity_trend < 0.5", false, Optional.empty()),
            FEBRUARY_28,
            Features.newBuilder().setCompanyType(CompanyType.ENTERPRISE).setAccountName("Acme & Söhne").setMrr(490.5).setActivityTrend(0)
                    .build(),
            true, new TransitionCause.SchemeChanged(true));
    private static final Decision HELD_BACK = new Decision(
            new SchemeVersion(1), new Placement(NEW_USER, "", true, Optional.of(AT_RISK)), FEBRUARY_28, Features.getDefaultInstance(),
            false, TransitionCause.FACTS);

    /// One of each event, with everything in it that there may be.
    private static final Map<Class<?>, MembershipEvent> EVENTS = Stream.<MembershipEvent>of(
            new SegmentChanged(Optional.of(NEW_USER), AT_RISK, ENTERED, true),
            new StandingSettled(new Standing(AT_RISK, FEBRUARY_28), ENTERED, true),
            new StandingDeclared(new Standing(NEW_USER, FEBRUARY_28), HELD_BACK),
            new MembershipEnded(Optional.of(AT_RISK)))
            .collect(Collectors.toMap(Object::getClass, Function.identity()));

    static Class<?>[] events() {
        return MembershipEvent.class.getPermittedSubclasses();
    }

    @ParameterizedTest
    @MethodSource("events")
    void each_event_can_be_read_and_is_stored_the_same(Class<?> event) {
        assertThat(EVENTS).as("an example of each event").containsKey(event);
        NewEvent stored = EventCodec.encode(ACME, 7, DECIDED_AT, EVENTS.get(event));
        var message = EventCodec.message(GoldenFiles.unchanged(stored.type(), stored.payload()));
        assertThat(EventCodec.decode(message)).isEqualTo(EVENTS.get(event));
        assertThat(message.getTenant() + "/" + message.getAccount() + " " + message.getVersion()).isEqualTo("northwind/acme 7");
        assertThat(message.getDecidedAt().getSeconds()).isEqualTo(DECIDED_AT.getEpochSecond());
        assertThat(message.getDecidedAt().getNanos()).isEqualTo(123_456_789);
    }

    @Test
    void the_examples_are_of_all_events_that_the_contract_knows() {
        List<String> told = EVENTS.values().stream()
                .map(event -> EventCodec.message(EventCodec.encode(ACME, 7, DECIDED_AT, event).payload()).getEventCase().name()
                        .toLowerCase(Locale.ROOT))
                .toList();
        assertThat(dev.bellwether.segmentation.v1.MembershipEvent.getDescriptor().getOneofs().getFirst().getFields())
                .extracting(FieldDescriptor::getName)
                .containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void a_decision_can_be_read_and_is_stored_the_same() throws Exception {
        byte[] stored = GoldenFiles.unchanged("decision", 1, DecisionCodec.encode("northwind", ENTERED).toByteArray());
        assertThat(DecisionCodec.decode("enterprise-at-risk", dev.bellwether.segmentation.v1.Decision.parseFrom(stored)))
                .isEqualTo(ENTERED);
    }

    static List<Membership> memberships() {
        return List.of(
                new Membership.Placed(AT_RISK, FEBRUARY_28, Optional.of(new Standing(NEW_USER, FEBRUARY_28.minusDays(9))), true,
                        Optional.of(FEBRUARY_28), new TransitionCause.SchemeChanged(false)),
                new Membership.Ended());
    }

    @ParameterizedTest
    @MethodSource("memberships")
    void a_stream_s_snapshot_can_be_read_and_is_stored_the_same(Membership membership) {
        String form = "membership-snapshot-" + membership.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        byte[] stored = GoldenFiles.unchanged(form, StateCodec.SCHEMA, StateCodec.encode(membership));
        assertThat(StateCodec.decode(stored)).isEqualTo(membership);
    }

    @Test
    void a_snapshot_reads_as_it_is_documented() {
        assertThat(new String(GoldenFiles.read("membership-snapshot-placed", 1), UTF_8))
                .isEqualTo("enterprise-at-risk|2026-02-28|self-serve-new-user|2026-02-19|declared|2026-02-28|scheme");
    }

    @Test
    void what_has_no_segment_yet_is_stored_as_nothing() {
        assertThat(StateCodec.encode(Membership.unplaced())).isEmpty();
        assertThat(StateCodec.decode(new byte[0])).isEqualTo(Membership.unplaced());
    }
}
