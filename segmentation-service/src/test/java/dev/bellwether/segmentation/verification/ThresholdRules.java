package dev.bellwether.segmentation.verification;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.Rules;
import dev.bellwether.segmentation.membership.SchemeVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// Revisions of a scheme over one number, of 0 to 28, which differ in thresholds, minimum stay and the stages that there are.
public record ThresholdRules(int number, LocalDate firstDay, String best, int enter, int stay, int minimumStayDays, boolean playsAct)
        implements Rules {

    static ThresholdRules some(int number, LocalDate firstDay, Random random) {
        int enter = 1 + random.nextInt(28);
        return new ThresholdRules(number, firstDay, random.nextBoolean() ? "strong" : "champion", enter,
                Math.max(1, enter - random.nextInt(8)),
                random.nextInt(5), random.nextBoolean());
    }

    @Override
    public SchemeVersion version() {
        return new SchemeVersion(number);
    }

    @Override
    public List<Rule> of(CompanyType companyType) {
        return List.of(
                new ByNumber("gone", it -> it == 0, it -> it == 0, 0, true),
                new ByNumber(best, it -> it >= enter, it -> it >= stay, minimumStayDays, false),
                new ByNumber("steady", _ -> true, _ -> true, minimumStayDays, false));
    }

    private record ByNumber(String stage, Predicate<Double> entering, Predicate<Double> staying, int minimumStayDays,
            boolean overridesMinimumStay) implements Rule {
        @Override
        public String enter() {
            return "enter";
        }

        @Override
        public String stay() {
            return "stay";
        }

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
