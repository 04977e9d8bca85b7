package dev.bellwether.mapping.sample;

import java.util.List;
import java.util.Map;

/// Features do not vary alone: an account without activity for four weeks has no active days in them. Values that were made up one by
/// one are made to go together, so that a condition is not found wanting for an account that there cannot be.
final class PossibleAccount {

    private static final String LAST_ACTIVITY = "days_since_last_activity";
    private static final List<String> OF_28_DAYS = List.of("active_days_7", "active_days_28", "sessions_28", "sign_ins_28",
            "active_users_28",
            "seat_utilisation", "features_used_28", "feature_breadth", "usage_breadth_28", "activity_28", "activity_trend", "learning_28",
            "engaged_minutes_28");

    private PossibleAccount() {}

    static void of(Map<String, Object> account) {
        Object last = account.get(LAST_ACTIVITY);
        boolean silent = last instanceof Double days && !(days < 28);
        boolean inactive = number(account, "activity_28") == 0 || number(account, "active_days_28") == 0;
        if (inactive && last instanceof Double days && days < 28) {
            account.put(LAST_ACTIVITY, days + 28);
        }
        if (silent || inactive) {
            OF_28_DAYS.stream().filter(feature -> !Double.isNaN(number(account, feature))).forEach(feature -> account.put(feature, 0.0));
        }
        if (last instanceof Double days && days >= 7 && !Double.isNaN(number(account, "active_days_7"))) {
            account.put("active_days_7", 0.0);
        }
        if (number(account, "active_days_7") > number(account, "active_days_28")) {
            account.put("active_days_7", account.get("active_days_28"));
        }
    }

    /// NaN when it is not known, or not asked for.
    private static double number(Map<String, Object> account, String feature) {
        return account.get(feature) instanceof Double number ? number : Double.NaN;
    }
}
