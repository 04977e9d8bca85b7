package dev.bellwether.segmentation.scheme;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.SegmentId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// The features under the names by which rules call them: numbers as double, NaN when absent; texts as string, "" when
/// absent.
final class FeatureVariables {

    private static final Map<String, ToDoubleFunction<Features>> NUMBERS = new TreeMap<>();
    private static final Map<String, Function<Features, String>> TEXTS = new TreeMap<>();
    private static final Map<String, Function<Features, Object>> READERS;

    static {
        text("company_type", it -> SegmentId.counted(it.getCompanyType()) == CompanyType.ENTERPRISE ? "enterprise" : "self-serve");
        text("account_name", Features::getAccountName);
        text("industry", Features::getIndustry);
        text("deployment_model", Features::getDeploymentModel);
        text("country", Features::getCountry);
        text("currency", Features::getCurrency);
        text("other_currencies", Features::getOtherCurrencies);
        text("plan", Features::getPlan);
        text("cancellation_reason", Features::getCancellationReason);
        text("engagement_basis", Features::getEngagementBasis);
        text("usage_basis", Features::getUsageBasis);
        number("employees", Features::hasEmployees, Features::getEmployees);
        number("annual_revenue_growth", Features::hasAnnualRevenueGrowth, Features::getAnnualRevenueGrowth);
        number("annual_employee_growth", Features::hasAnnualEmployeeGrowth, Features::getAnnualEmployeeGrowth);
        number("tenure_days", Features::hasTenureDays, Features::getTenureDays);
        number("mrr", Features::hasMrr, Features::getMrr);
        number("mrr_change_90", Features::hasMrrChange90, Features::getMrrChange90);
        number("seats", Features::hasSeats, Features::getSeats);
        number("renewal_in_days", Features::hasRenewalInDays, Features::getRenewalInDays);
        number("lifetime_revenue", Features::hasLifetimeRevenue, Features::getLifetimeRevenue);
        number("cancelled", Features::hasCancelled, Features::getCancelled);
        number("failed_invoices_28", Features::hasFailedInvoices28, Features::getFailedInvoices28);
        number("active_days_7", Features::hasActiveDays7, Features::getActiveDays7);
        number("active_days_28", Features::hasActiveDays28, Features::getActiveDays28);
        number("sessions_28", Features::hasSessions28, Features::getSessions28);
        number("mean_session_minutes_28", Features::hasMeanSessionMinutes28, Features::getMeanSessionMinutes28);
        number("active_users_28", Features::hasActiveUsers28, Features::getActiveUsers28);
        number("seat_utilisation", Features::hasSeatUtilisation, Features::getSeatUtilisation);
        number("features_used_28", Features::hasFeaturesUsed28, Features::getFeaturesUsed28);
        number("feature_breadth", Features::hasFeatureBreadth, Features::getFeatureBreadth);
        number("products_used", Features::hasProductsUsed, Features::getProductsUsed);
        number("days_since_last_activity", Features::hasDaysSinceLastActivity, Features::getDaysSinceLastActivity);
        number("activity_28", Features::hasActivity28, Features::getActivity28);
        number("activity_trend", Features::hasActivityTrend, Features::getActivityTrend);
        number("learning_28", Features::hasLearning28, Features::getLearning28);
        number("active_days_84_before", Features::hasActiveDays84Before, Features::getActiveDays84Before);
        number("open_cases", Features::hasOpenCases, Features::getOpenCases);
        number("open_urgent_cases", Features::hasOpenUrgentCases, Features::getOpenUrgentCases);
        number("nps", Features::hasNps, Features::getNps);
        number("csat", Features::hasCsat, Features::getCsat);
        number("days_since_last_contact", Features::hasDaysSinceLastContact, Features::getDaysSinceLastContact);
        number("releases_90", Features::hasReleases90, Features::getReleases90);
        number("mrr_percentile", Features::hasMrrPercentile, Features::getMrrPercentile);
        number("employees_percentile", Features::hasEmployeesPercentile, Features::getEmployeesPercentile);
        number("active_days_28_percentile", Features::hasActiveDays28Percentile, Features::getActiveDays28Percentile);
        number("sessions_28_percentile", Features::hasSessions28Percentile, Features::getSessions28Percentile);
        number("mean_session_minutes_28_percentile",
                Features::hasMeanSessionMinutes28Percentile, Features::getMeanSessionMinutes28Percentile);
        number("features_used_28_percentile", Features::hasFeaturesUsed28Percentile, Features::getFeaturesUsed28Percentile);
        number("activity_28_percentile", Features::hasActivity28Percentile, Features::getActivity28Percentile);
        number("contacts_28", Features::hasContacts28, Features::getContacts28);
        number("contacts_90", Features::hasContacts90, Features::getContacts90);
        number("sign_ins_28", Features::hasSignIns28, Features::getSignIns28);
        number("days_since_sign_up", Features::hasDaysSinceSignUp, Features::getDaysSinceSignUp);
        number("known_days", Features::hasKnownDays, Features::getKnownDays);
        number("ever_contacted", Features::hasEverContacted, Features::getEverContacted);
        number("engaged_minutes_28", Features::hasEngagedMinutes28, Features::getEngagedMinutes28);
        number("engaged_session_minutes_28", Features::hasEngagedSessionMinutes28, Features::getEngagedSessionMinutes28);
        number("usage_breadth_28", Features::hasUsageBreadth28, Features::getUsageBreadth28);
        number("engaged_session_minutes_28_percentile",
                Features::hasEngagedSessionMinutes28Percentile, Features::getEngagedSessionMinutes28Percentile);
        number("usage_breadth_28_percentile", Features::hasUsageBreadth28Percentile, Features::getUsageBreadth28Percentile);
        number("engagement_percentile", Features::hasEngagementPercentile, Features::getEngagementPercentile);

        Map<String, Function<Features, Object>> readers = new HashMap<>();
        NUMBERS.forEach((name, reader) -> readers.put(name, reader::applyAsDouble));
        TEXTS.forEach((name, reader) -> readers.put(name, reader::apply));
        READERS = Map.copyOf(readers);
    }

    private FeatureVariables() {}

    static Set<String> numbers() {
        return NUMBERS.keySet();
    }

    static Set<String> texts() {
        return TEXTS.keySet();
    }

    /// Reads a variable; null when there is none of that name (asked for each variable of each rule of each account).
    static Object read(String name, Features features) {
        Function<Features, Object> reader = READERS.get(name);
        return reader == null ? null : reader.apply(features);
    }

    private static void text(String name, Function<Features, String> reader) {
        TEXTS.put(name, reader);
    }

    private static void number(String name, Predicate<Features> known, ToDoubleFunction<Features> reader) {
        NUMBERS.put(name, it -> known.test(it) ? reader.applyAsDouble(it) : Double.NaN);
    }
}
