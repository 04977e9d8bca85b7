package dev.bellwether.segmentation.membership;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.List;
import java.util.function.Predicate;

/// A scheme over one number, to see the memory at work.
final class ActiveDaysRules implements Rules {

    private final List<Rule> rules = List.of(
            new ByNumber("gone", "0", it -> it == 0, "0", it -> it == 0, 0, true),
            new ByNumber("strong", "20", it -> it >= 20, "15", it -> it >= 15, 7, false),
            new ByNumber("steady", "true", _ -> true, "true", _ -> true, 7, false));

    @Override
    public SchemeVersion version() {
        return new SchemeVersion(1);
    }

    @Override
    public List<Rule> of(CompanyType companyType) {
        return rules;
    }

    private record ByNumber(String stage, String enter, Predicate<Double> entering, String stay, Predicate<Double> staying,
            int minimumStayDays, boolean overridesMinimumStay) implements Rule {
        @Override
        public boolean enters(Features features) {
            return entering.test(features.getActiveDays28());
        }

        @Override
        public boolean stays(Features features) {
            return staying.test(features.getActiveDays28());
        }
    }
}
