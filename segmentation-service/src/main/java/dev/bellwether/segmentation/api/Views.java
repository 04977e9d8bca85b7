package dev.bellwether.segmentation.api;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.explanation.MembershipView;
import dev.bellwether.segmentation.explanation.Memberships;
import dev.bellwether.segmentation.history.SchemeNames;
import dev.bellwether.segmentation.scheme.PublishedScheme;
import dev.bellwether.segmentation.scheme.Scheme.Segment;
import dev.bellwether.segmentation.v1.Membership;
import dev.bellwether.segmentation.v1.MembershipEvent;
import dev.bellwether.segmentation.v1.Scheme;
import dev.bellwether.segmentation.v1.SegmentRule;
import dev.bellwether.segmentation.v1.SummarizeSegmentsResponse;
import dev.bellwether.segmentation.v1.Transition;

/// What callers see.
final class Views {

    private Views() {}

    static String membershipName(AccountKey account) {
        return ResourceNames.account(account) + "/membership";
    }

    static Membership membership(MembershipView view) {
        Membership.Builder membership = Membership.newBuilder()
                .setName(membershipName(view.account()))
                .setSegment(view.segment().toString())
                .setSince(Dates.date(view.since()))
                .setDecision(view.decision())
                .setVersion(view.version());
        view.current().ifPresent(it -> membership
                .setCurrentFeatures(it.features())
                .setCurrentAsOf(Dates.date(it.asOf())));
        view.standing().ifPresent(it -> membership
                .setStanding(it.segment().toString())
                .setStandingSince(Dates.date(it.since())));
        return membership.build();
    }

    static Transition transition(MembershipEvent event) {
        Transition.Builder transition = Transition.newBuilder()
                .setDecidedAt(event.getDecidedAt())
                .setVersion(event.getVersion());
        if (event.hasMembershipEnded()) {
            return transition.setFromSegment(event.getMembershipEnded().getFromSegment()).build();
        }
        return transition
                .setFromSegment(event.getSegmentChanged().getFromSegment())
                .setToSegment(event.getSegmentChanged().getToSegment())
                .setHistoric(event.getSegmentChanged().getHistoric())
                .setDecision(event.getSegmentChanged().getDecision())
                .build();
    }

    static Scheme scheme(String tenant, PublishedScheme published) {
        return Scheme.newBuilder()
                .setName(SchemeNames.version(tenant, published.version()))
                .setTitle(published.scheme().title())
                .setCreateTime(Dates.timestamp(published.createTime()))
                .addAllRules(published.scheme().rules().stream().map(Views::rule).toList())
                .build();
    }

    static dev.bellwether.segmentation.v1.Segment segment(Segment segment) {
        return dev.bellwether.segmentation.v1.Segment.newBuilder()
                .setId(segment.id().toString())
                .setTitle(segment.title())
                .setCompanyType(segment.id().companyType())
                .build();
    }

    private static SegmentRule rule(dev.bellwether.segmentation.scheme.SegmentRule rule) {
        return SegmentRule.newBuilder()
                .setId(rule.id())
                .setTitle(rule.title())
                .setDescription(rule.description())
                .setEnter(rule.enter())
                .setStay(rule.stay().equals(rule.enter()) ? "" : rule.stay())
                .setMinimumStayDays(rule.minimumStayDays())
                .setOverridesMinimumStay(rule.overridesMinimumStay())
                .setCompanyType(rule.companyType().orElse(CompanyType.COMPANY_TYPE_UNSPECIFIED))
                .build();
    }

    /// Amounts of several currencies stand side by side, and have no sum.
    static SummarizeSegmentsResponse.Row total(Segment segment, Memberships.Total total) {
        SummarizeSegmentsResponse.Row.Builder row = SummarizeSegmentsResponse.Row.newBuilder()
                .setSegment(segment(segment))
                .setAccounts(total.accounts());
        total.currencies().forEach(amounts -> row.addByCurrencyBuilder().setCurrency(amounts.currency())
                .setAccounts(amounts.accounts()).setMrr(amounts.mrr()).setLifetimeRevenue(amounts.lifetimeRevenue()));
        if (total.currencies().size() <= 1) {
            row.setMrr(total.currencies().stream().mapToDouble(Memberships.CurrencyTotal::mrr).sum())
                    .setLifetimeRevenue(total.currencies().stream().mapToDouble(Memberships.CurrencyTotal::lifetimeRevenue).sum());
        }
        return row.build();
    }
}
