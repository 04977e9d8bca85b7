package dev.bellwether.segmentation.membership;

import static java.time.temporal.ChronoUnit.DAYS;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.Observation.OfFeatures;
import dev.bellwether.segmentation.membership.Rules.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Chooses the segment: the first rule that holds. Memory comes in at two places. The rule under which the account
/// stands is also asked by its weaker condition for staying; and during the minimum stay only a rule that overrides it
/// takes the account elsewhere.
///
/// Asked again with the standing that came out, the same features give the same segment.
final class Hysteresis {

    private Hysteresis() {}

    static Placement place(Rules rules, Optional<Standing> standing, OfFeatures observed) {
        CompanyType companyType = SegmentId.counted(observed.features().getCompanyType());
        // A company that has changed its type has other peers now: where it stood among the old ones says nothing.
        Optional<Standing> memory = standing.filter(it -> it.segment().companyType() == companyType);
        List<? extends Rule> ordered = rules.of(companyType);
        Placement byRules = firstThatHolds(ordered, companyType, memory, observed.features());
        return memory
                .filter(it -> !it.segment().equals(byRules.segment()))
                .filter(it -> isHeld(ordered, it, byRules, observed.asOf()))
                .map(it -> new Placement(it.segment(), "", true, Optional.of(byRules.segment())))
                .orElse(byRules);
    }

    private static Placement firstThatHolds(
            List<? extends Rule> ordered, CompanyType companyType, Optional<Standing> memory, Features features) {
        String stands = memory.map(it -> it.segment().stage()).orElse("");
        for (Rule rule : ordered) {
            boolean standsHere = rule.stage().equals(stands);
            if (standsHere && rule.stays(features)) {
                return new Placement(new SegmentId(companyType, rule.stage()), rule.stay(), true, Optional.empty());
            }
            if (rule.enters(features)) {
                return new Placement(new SegmentId(companyType, rule.stage()), rule.enter(), standsHere, Optional.empty());
            }
        }
        throw new IllegalStateException("no rule for " + companyType + " takes everybody");
    }

    private static boolean isHeld(List<? extends Rule> ordered, Standing standing, Placement byRules, LocalDate asOf) {
        // A rule that a newer version of the scheme has dropped holds nobody.
        int minimumStay = ordered.stream()
                .filter(it -> it.stage().equals(standing.segment().stage()))
                .findFirst().map(Rule::minimumStayDays).orElse(0);
        return DAYS.between(standing.since(), asOf) < minimumStay && !rule(ordered, byRules).overridesMinimumStay();
    }

    private static Rule rule(List<? extends Rule> ordered, Placement placement) {
        return ordered.stream().filter(it -> it.stage().equals(placement.segment().stage())).findFirst().orElseThrow();
    }
}
