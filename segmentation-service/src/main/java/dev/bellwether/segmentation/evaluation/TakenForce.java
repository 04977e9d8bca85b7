package dev.bellwether.segmentation.evaluation;

import dev.bellwether.segmentation.membership.Rules;
import dev.bellwether.segmentation.membership.RulesInForce;
import java.time.LocalDate;

/// Which revision of its tenant's scheme a partition's accounts have all been decided by again, though nothing was heard of them.
///
/// @param day      the first one of the revision
/// @param offset   of the notice on topic `features`
public record TakenForce(LocalDate day, int revision, long offset) {

    public static final TakenForce NONE = new TakenForce(LocalDate.MIN, 0, -1);

    /// That of a day: perhaps another one than the notice is about, when a newer one has been published since.
    ///
    /// @param offset of the notice
    public static TakenForce on(LocalDate day, String tenant, RulesInForce inForce, long offset) {
        Rules rules = inForce.on(tenant, day);
        return new TakenForce(rules.firstDay(), rules.version().number(), offset);
    }
}
