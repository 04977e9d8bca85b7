package dev.bellwether.segmentation.membership;

import dev.bellwether.features.v1.Features;
import java.time.LocalDate;

/// What the aggregate is told: an account's features as of a day and the occasion of the telling, or its end.
public sealed interface Observation {

    /// An observation with features in it.
    sealed interface OfFeatures extends Observation {
        LocalDate asOf();

        Features features();
    }

    /// A fact has arrived.
    record Live(LocalDate asOf, Features features) implements OfFeatures {}

    /// Other rules have taken force: what was known of the account is judged by them.
    record RulesChanged(LocalDate asOf, Features features) implements OfFeatures {}

    /// A day has been closed.
    record Closing(LocalDate asOf, Features features) implements OfFeatures {}

    /// A day of the past has been closed by a backfill: history, on which nobody acts.
    record BackfillClosing(LocalDate asOf, Features features) implements OfFeatures {}

    /// The last closing of a backfill: from here on the account lives in the present.
    record BackfillLastClosing(LocalDate asOf, Features features) implements OfFeatures {}

    /// The account has been erased.
    record Erased() implements Observation {}
}
