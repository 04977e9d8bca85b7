package dev.bellwether.features.catalogue;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.Features;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every feature that there is, in the order of the contract. Which there are and of what type comes from the contract's
/// own descriptor; the words are here. A feature without words, or words without a feature, keep the service from starting.
public final class FeatureCatalogue {

    private static final Map<String, Words> WORDS = words();
    private static final List<FeatureDefinition> DEFINITIONS = definitions();

    private record Words(String unit, String description) {}

    private FeatureCatalogue() {}

    public static List<FeatureDefinition> all() {
        return DEFINITIONS;
    }

    private static List<FeatureDefinition> definitions() {
        Map<String, Words> left = new HashMap<>(WORDS);
        List<FeatureDefinition> definitions = Features.getDescriptor().getFields().stream()
                .map(field -> definition(field, left.remove(field.getName())))
                .toList();
        if (!left.isEmpty()) {
            throw new IllegalStateException("described, but in no contract: " + left.keySet());
        }
        return definitions;
    }

    private static FeatureDefinition definition(FieldDescriptor field, Words words) {
        if (words == null) {
            throw new IllegalStateException("the feature " + field.getName() + " is not described");
        }
        return FeatureDefinition.newBuilder()
                .setFeature(field.getName())
                .setType(switch (field.getJavaType()) {
                    case INT, LONG, FLOAT, DOUBLE -> FeatureDefinition.Type.NUMBER;
                    case STRING, ENUM, MESSAGE, BOOLEAN, BYTE_STRING -> FeatureDefinition.Type.TEXT;
                })
                .setUnit(words.unit())
                .setDescription(words.description())
                .build();
    }

    private static Map<String, Words> words() {
        Map<String, Words> words = new HashMap<>();
        who(words);
        known(words);
        pays(words);
        does(words);
        feels(words);
        peers(words);
        return words;
    }

    private static void who(Map<String, Words> words) {
        words.put("company_type", new Words("enterprise or self-serve", "How the tenant sells to the account. self-serve until a profile says otherwise."));
        words.put("account_name", new Words("text", "The account's name for people."));
        words.put("industry", new Words("text", "The account's industry, as the tenant classifies it."));
        words.put("deployment_model", new Words("text", "How the product is deployed for the account."));
        words.put("country", new Words("ISO 3166-1 alpha-2", "The account's country."));
        words.put("employees", new Words("people", "People employed by the account."));
        words.put("annual_revenue_growth", new Words("ratio", "The account's own revenue growth over a year, as its profile gives it."));
        words.put("annual_employee_growth", new Words("ratio", "The account's own growth in employees over a year, as its profile gives it."));
        words.put("tenure_days", new Words("days", "Days from the sign-up that the profile gives to the day; without one, from the account's first fact."));
    }

    private static void known(Map<String, Words> words) {
        words.put("days_since_sign_up", new Words("days", "Days from the sign-up that the profile gives."));
        words.put("known_days", new Words("days", "Days for which anything is known of the account."));
        words.put("cancellation_reason", new Words("text", "Why the last subscription was cancelled, while none is active."));
        words.put("contacts_28", new Words("contacts", "Contacts logged in the last 28 days."));
        words.put("contacts_90", new Words("contacts", "Contacts logged in the last 90 days."));
        words.put("ever_contacted", new Words("0 or 1", "1 when a contact was ever logged."));
        words.put("sign_ins_28", new Words("sign-ins", "Sign-ins in the last 28 days."));
        words.put("usage_basis", new Words("events, reported or empty", "What counts of usage stand on: events, or usage reports."));
        words.put("engagement_basis", new Words(
                "sessions, reported, estimated or empty", "What engaged time stands on: Session facts, usage reports, or the times of activity."));
        words.put("engaged_minutes_28", new Words("minutes", "Minutes spent in the last 28 days, of all people together."));
        words.put("engaged_session_minutes_28", new Words("minutes", "Mean length of a session of the last 28 days, given, reported or estimated."));
        words.put("usage_breadth_28", new Words("features", "Different features used in the last 28 days; without any, different named events."));
    }

    private static void pays(Map<String, Words> words) {
        words.put("plan", new Words("text", "The plan of the active subscription with the highest MRR."));
        words.put("mrr", new Words("currency units per month", "Monthly recurring revenue in the account's currency, summed over the active subscriptions. Absent when none says what it pays."));
        words.put("mrr_change_90", new Words("currency units per month", "MRR less MRR 90 days earlier. Absent when that was in another currency."));
        words.put("seats", new Words("seats", "Seats paid for, summed over the active subscriptions. Absent when none says how many."));
        words.put("renewal_in_days", new Words("days", "Days to the next renewal of an active subscription. Negative when it is overdue."));
        words.put("renewal_term_days", new Words("days", "Length of the term that ends with the next renewal: some 30 for a monthly plan, 365 for a yearly contract."));
        words.put("lifetime_revenue", new Words("currency units", "Invoices paid less refunds, ever, in the account's currency. While no amount of an invoice is known: MRR accumulated day by day."));
        words.put("cancelled", new Words("0 or 1", "1 when the account has had a subscription and has none now."));
        words.put("currency", new Words("ISO 4217", "The currency of MRR and lifetime revenue."));
        words.put("other_currencies", new Words("ISO 4217", "Other currencies in which the account pays or has paid. Amounts in them are no part of MRR and lifetime revenue."));
        words.put("failed_invoices_28", new Words("invoices", "Invoices failed in the last 28 days."));
    }

    private static void does(Map<String, Words> words) {
        words.put("active_days_7", new Words("days", "Days with activity, of the last 7."));
        words.put("active_days_28", new Words("days", "Days with activity, of the last 28."));
        words.put("sessions_28", new Words("sessions", "Sessions in the last 28 days."));
        words.put("mean_session_minutes_28", new Words("minutes", "Mean length of the sessions of the last 28 days whose length is known."));
        words.put("active_users_28", new Words("people", "Different users with activity in the last 28 days."));
        words.put("seat_utilisation", new Words("ratio", "Active users of 28 days divided by seats."));
        words.put("features_used_28", new Words("features", "Different features used in the last 28 days."));
        words.put("feature_breadth", new Words("ratio", "Features used in 28 days, divided by the different features that any peer used, at most 1."));
        words.put("products_used", new Words("products", "Different products activated or used, ever."));
        words.put("days_since_last_activity", new Words("days", "Days from the last activity to the day."));
        words.put("activity_28", new Words("events", "Activity events of the last 28 days. A feature used counts its count."));
        words.put("activity_trend", new Words("ratio", "Activity per day of the last 28 days, divided by that of the 84 days before. 1 is steady."));
        words.put("learning_28", new Words("events", "Learning resources used in the last 28 days."));
        words.put("active_days_84_before", new Words("days", "Days with activity in the 84 days before the last 28: what the account was used to."));
    }

    private static void feels(Map<String, Words> words) {
        words.put("open_cases", new Words("cases", "Support cases open."));
        words.put("open_urgent_cases", new Words("cases", "Support cases open, of high or urgent priority."));
        words.put("nps", new Words("0 to 10", "The last NPS answer of the last 365 days."));
        words.put("csat", new Words("1 to 5", "The last CSAT answer of the last 365 days."));
        words.put("days_since_last_contact", new Words("days", "Days since the account was last contacted; of one that never was, its tenure."));
        words.put("releases_90", new Words("releases", "Releases that reached the account in the last 90 days."));
    }

    private static void peers(Map<String, Words> words) {
        rank(words, "mrr_percentile", "MRR");
        rank(words, "employees_percentile", "employees");
        rank(words, "active_days_28_percentile", "active days");
        rank(words, "sessions_28_percentile", "sessions");
        rank(words, "mean_session_minutes_28_percentile", "mean session length");
        rank(words, "features_used_28_percentile", "features used");
        rank(words, "activity_28_percentile", "activity");
        rank(words, "engaged_session_minutes_28_percentile", "engaged session length");
        rank(words, "usage_breadth_28_percentile", "usage breadth");
        words.put("engagement_percentile", new Words("0 to 1", "Mean of the known ranks in active days, engaged session length and usage breadth."));
        words.put("peer_reference", new Words("day", "The day on which the peers in force were looked at."));
    }

    private static void rank(Map<String, Words> words, String feature, String of) {
        words.put(feature, new Words("0 to 1", "Percentile rank of the account's " + of
                + " among the tenant's accounts of its company type: (below + half of the equal) / all. 0.5 without a reference."));
    }
}
