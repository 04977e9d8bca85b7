package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.ingestion.quarantine.Quarantined;
import java.util.regex.Pattern;

final class QuarantineMessages {

    private static final Pattern REASON = Pattern.compile("[A-Z_]{0,63}");

    private QuarantineMessages() {}

    static String tenant(String parent) {
        return parent.equals("tenants/" + Quarantined.NO_TENANT) ? Quarantined.NO_TENANT : ResourceNames.parseTenant("parent", parent);
    }

    static String reason(String reason) {
        if (!REASON.matcher(reason).matches()) {
            throw new Refusal.InvalidArgument("reason", "must be one of the reasons that rejections give, as in TOO_OLD, or empty for all");
        }
        return reason;
    }
}
