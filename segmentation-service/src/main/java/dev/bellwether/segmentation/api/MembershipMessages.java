package dev.bellwether.segmentation.api;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.segmentation.explanation.MembershipView;
import dev.bellwether.segmentation.v1.Membership;
import dev.bellwether.segmentation.v1.MembershipEvent;
import dev.bellwether.segmentation.v1.Transition;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

final class MembershipMessages {

    private static final ResourcePattern NAME = ResourcePattern.of("tenants/{tenant}/accounts/{account}/membership");

    private MembershipMessages() {}

    static AccountKey account(String name) {
        List<String> parts = NAME.parse("name", name);
        return new AccountKey(ResourceNames.requireTenant("name", parts.getFirst()), parts.getLast());
    }

    /// @param name as the caller gave it
    /// @param day  asked for, when another than today
    static Refusal unplaced(String name, AccountKey account, Optional<LocalDate> day) {
        return new Refusal.NotFound(name,
                "tenant '" + account.tenant() + "' has no account '" + account.account() + "' that is in a segment"
                        + day.map(it -> " at the end of " + it).orElse("") + ": it is in one from its first closing on");
    }

    static Membership message(MembershipView view) {
        Membership.Builder membership = Membership.newBuilder()
                .setName(ResourceNames.account(view.account()) + "/membership")
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
}
