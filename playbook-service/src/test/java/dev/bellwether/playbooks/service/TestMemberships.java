package dev.bellwether.playbooks.service;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.v1.Decision;
import dev.bellwether.segmentation.v1.MembershipEnded;
import dev.bellwether.segmentation.v1.MembershipEvent;
import dev.bellwether.segmentation.v1.SegmentChanged;
import dev.bellwether.segmentation.v1.StandingDeclared;
import dev.bellwether.segmentation.v1.StandingSettled;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// What segmentation-service would publish.
@Singleton
public class TestMemberships {
    static final String AT_RISK = "enterprise-at-risk";
    static final String POWER = "enterprise-power-user";
    static final String CHURNED = "enterprise-churned";
    static final String NURTURE = "enterprise-nurture-and-grow";

    private final LogProducer producer;
    private final InstantSource clock;

    TestMemberships(LogProducer producer, InstantSource clock) {
        this.producer = producer;
        this.clock = clock;
    }

    static Features features(double mrr) {
        return Features.newBuilder()
                .setCompanyType(CompanyType.ENTERPRISE)
                .setAccountName("Acme")
                .setMrr(mrr)
                .setActivityTrend(0.42)
                .build();
    }

    /// As a closing says it.
    MembershipEvent entered(AccountKey account, long version, String segment, double mrr) {
        return event(account, version)
                .setSegmentChanged(SegmentChanged.newBuilder().setToSegment(segment).setDecision(decision(mrr)))
                .build();
    }

    /// As a fact between two closings says it.
    MembershipEvent moved(AccountKey account, long version, String segment, double mrr) {
        return event(account, version)
                .setSegmentChanged(SegmentChanged.newBuilder()
                        .setToSegment(segment)
                        .setDecision(decision(mrr).toBuilder().setClosing(false)))
                .build();
    }

    MembershipEvent enteredInThePast(AccountKey account, long version, String segment) {
        return event(account, version)
                .setSegmentChanged(SegmentChanged.newBuilder()
                        .setToSegment(segment)
                        .setDecision(decision(100))
                        .setHistoric(true))
                .build();
    }

    MembershipEvent declared(AccountKey account, long version, String segment) {
        return event(account, version)
                .setStandingDeclared(StandingDeclared.newBuilder().setSegment(segment).setDecision(decision(100)))
                .build();
    }

    MembershipEvent settled(AccountKey account, long version, String segment) {
        return event(account, version)
                .setStandingSettled(StandingSettled.newBuilder().setSegment(segment).setDecision(decision(100)))
                .build();
    }

    MembershipEvent settledInThePast(AccountKey account, long version, String segment) {
        return event(account, version)
                .setStandingSettled(StandingSettled.newBuilder().setSegment(segment).setDecision(decision(100)).setHistoric(true))
                .build();
    }

    /// As of an event that another scheme alone has caused.
    MembershipEvent byScheme(MembershipEvent event, boolean playsAct) {
        var changed = event.toBuilder();
        var decision = changed.hasSegmentChanged()
                ? changed.getSegmentChangedBuilder().getDecisionBuilder()
                : changed.getStandingSettledBuilder().getDecisionBuilder();
        decision.setCause(Decision.Cause.SCHEME_CHANGED).setPlaysAct(playsAct);
        return changed.build();
    }

    MembershipEvent ended(AccountKey account, long version) {
        return event(account, version)
                .setMembershipEnded(MembershipEnded.getDefaultInstance())
                .build();
    }

    private MembershipEvent.Builder event(AccountKey account, long version) {
        return MembershipEvent.newBuilder()
                .setTenant(account.tenant())
                .setAccount(account.account())
                .setVersion(version)
                .setDecidedAt(Dates.timestamp(clock.instant()));
    }

    private static Decision decision(double mrr) {
        return Decision.newBuilder().setFeatures(features(mrr)).setClosing(true).build();
    }

    void publish(MembershipEvent... events) {
        for (MembershipEvent event : events) {
            producer.send(Topics.SEGMENTS, new AccountKey(event.getTenant(), event.getAccount()), event.toByteArray());
        }
        producer.flush();
    }
}
