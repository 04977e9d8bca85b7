package dev.bellwether.features.api;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.v1.AccountFeatures;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.GetFeaturesRequest;
import java.time.LocalDate;
import java.util.List;

final class FeatureMessages {

    private static final ResourcePattern BACKFILL = ResourcePattern.of("tenants/{tenant}/backfills/{backfill}");
    private static final int HORIZON_DAYS = 400;

    private FeatureMessages() {}

    record BackfillName(String tenant, String backfill) {}

    static BackfillName backfill(String name) {
        List<String> parts = BACKFILL.parse("name", name);
        return new BackfillName(ResourceNames.requireTenant("name", parts.getFirst()), parts.getLast());
    }

    /// The day that is asked for.
    static LocalDate day(GetFeaturesRequest request, LocalDate today) {
        if (!request.hasAsOf()) {
            return today;
        }
        LocalDate day = Dates.day("as_of", request.getAsOf());
        if (day.isAfter(today)) {
            throw new Refusal.InvalidArgument("as_of", day + " is in the future: today is " + today);
        }
        if (day.isBefore(today.minusDays(HORIZON_DAYS))) {
            throw new Refusal.InvalidArgument("as_of", day + " is more than " + HORIZON_DAYS + " days back");
        }
        return day;
    }

    static AccountFeatures message(String name, LocalDate asOf, Features features) {
        return AccountFeatures.newBuilder().setName(name).setAsOf(Dates.date(asOf)).setFeatures(features).build();
    }
}
