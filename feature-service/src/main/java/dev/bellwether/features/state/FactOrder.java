package dev.bellwether.features.state;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The order of facts of one instant, where the later one holds. It looks at what they say alone, never at how they came.
/// `docs/features.md` tells it in words.
final class FactOrder {

    /// Of facts of one rank and one sequence, by their content. What is not given comes before what is; the greater number
    /// and the greater text come later.
    static final Comparator<Fact> CONTENT = FactOrder::compareContent;

    private static final Comparator<Fact.Profile> PROFILES = Comparator
            .comparing(Fact.Profile::name, optional())
            .thenComparing(Fact.Profile::companyType)
            .thenComparing(Fact.Profile::industry, optional())
            .thenComparing(Fact.Profile::employees, optionalLong())
            .thenComparing(Fact.Profile::deploymentModel, optional())
            .thenComparing(Fact.Profile::annualRevenueGrowth, optionalDouble())
            .thenComparing(Fact.Profile::annualEmployeeGrowth, optionalDouble())
            .thenComparing(Fact.Profile::country, optional())
            .thenComparing(Fact.Profile::signedUpDay, optionalInt());

    private static final Comparator<Fact.SubscriptionStarted> STARTS = Comparator
            .comparing(Fact.SubscriptionStarted::subscription)
            .thenComparing(Fact.SubscriptionStarted::mrr, optional())
            .thenComparing(Fact.SubscriptionStarted::seats, optionalLong())
            .thenComparing(Fact.SubscriptionStarted::plan)
            .thenComparing(Fact.SubscriptionStarted::renewalDay, optionalInt());

    /// Of a renewal and a change, the change is the later.
    private static final Comparator<Fact.SubscriptionAmended> AMENDMENTS = Comparator
            .comparing(Fact.SubscriptionAmended::subscription)
            .thenComparing(fact -> !fact.renewed())
            .thenComparing(Fact.SubscriptionAmended::mrr, optional())
            .thenComparing(Fact.SubscriptionAmended::seats, optionalLong())
            .thenComparing(Fact.SubscriptionAmended::plan, optional())
            .thenComparing(Fact.SubscriptionAmended::renewalDay, optionalInt());

    private static final Comparator<Fact.CaseOpened> OPENED =
            Comparator.comparingLong(Fact.CaseOpened::supportCase).thenComparing(Fact.CaseOpened::urgent);

    private static final Comparator<Fact.SubscriptionCancelled> ENDS = Comparator
            .comparing(Fact.SubscriptionCancelled::subscription)
            .thenComparing(Fact.SubscriptionCancelled::endsAt, optionalLong())
            .thenComparing(Fact.SubscriptionCancelled::reason);

    private static final Comparator<Fact.UsageReported> REPORTS = Comparator
            .comparingInt(Fact.UsageReported::windowDays)
            .thenComparing(Fact.UsageReported::activeDays, optionalLong())
            .thenComparing(Fact.UsageReported::sessions, optionalLong())
            .thenComparing(Fact.UsageReported::minutes, optionalDouble())
            .thenComparing(Fact.UsageReported::featuresUsed, optionalLong())
            .thenComparing(Fact.UsageReported::activity, optionalDouble())
            .thenComparing(Fact.UsageReported::users, optionalLong())
            .thenComparing(Fact.UsageReported::signIns, optionalLong())
            .thenComparing(Fact.UsageReported::lastActiveDay, optionalInt())
            .thenComparing(Fact.UsageReported::openCases, optionalLong());

    private FactOrder() {}

    /// What comes first by its meaning: a start and an opening, then what changes what there is, then an end. Whether a
    /// subscription is active afterwards, or a case open, also depends on whether it was before: the calculation decides that.
    static int rank(Fact fact) {
        return switch (fact) {
            case Fact.Profile _ -> 0;
            case Fact.SubscriptionStarted _ -> 1;
            case Fact.SubscriptionAmended _ -> 2;
            case Fact.SubscriptionCancelled _ -> 3;
            case Fact.CaseOpened _ -> 4;
            case Fact.CaseClosed _ -> 5;
            case Fact.NpsAnswered _ -> 6;
            case Fact.CsatAnswered _ -> 7;
            case Fact.UsageReported _ -> 8;
        };
    }

    private static int compareContent(Fact one, Fact two) {
        return switch (one) {
            case Fact.Profile profile when two instanceof Fact.Profile other -> PROFILES.compare(profile, other);
            case Fact.SubscriptionStarted started when two instanceof Fact.SubscriptionStarted other -> STARTS.compare(started, other);
            case Fact.SubscriptionAmended amended when two instanceof Fact.SubscriptionAmended other -> AMENDMENTS.compare(amended, other);
            case Fact.SubscriptionCancelled ended when two instanceof Fact.SubscriptionCancelled other ->
                ENDS.compare(ended, other);
            case Fact.CaseOpened opened when two instanceof Fact.CaseOpened other -> OPENED.compare(opened, other);
            case Fact.CaseClosed closed when two instanceof Fact.CaseClosed other ->
                Long.compare(closed.supportCase(), other.supportCase());
            // The worse answer holds: a complaint is not hidden by praise of the same instant.
            case Fact.NpsAnswered answered when two instanceof Fact.NpsAnswered other -> Integer.compare(other.score(), answered.score());
            case Fact.CsatAnswered answered when two instanceof Fact.CsatAnswered other -> Integer.compare(other.score(), answered.score());
            case Fact.UsageReported reported when two instanceof Fact.UsageReported other -> REPORTS.compare(reported, other);
            default -> Integer.compare(rank(one), rank(two));
        };
    }

    private static <T extends Comparable<T>> Comparator<Optional<T>> optional() {
        return Comparator.comparing(value -> value.orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    private static Comparator<OptionalLong> optionalLong() {
        return Comparator.comparing(OptionalLong::isPresent).thenComparing(value -> value.orElse(0));
    }

    private static Comparator<OptionalInt> optionalInt() {
        return Comparator.comparing(OptionalInt::isPresent).thenComparing(value -> value.orElse(0));
    }

    private static Comparator<OptionalDouble> optionalDouble() {
        return Comparator.comparing(OptionalDouble::isPresent).thenComparing(value -> value.orElse(0));
    }
}
