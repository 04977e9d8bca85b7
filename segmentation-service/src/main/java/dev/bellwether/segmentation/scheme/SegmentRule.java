package dev.bellwether.segmentation.scheme;

import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.SourcePosition;
import dev.bellwether.mapping.definition.ConditionText;
import java.util.Optional;

/// A rule as its author wrote it.
///
/// @param field                as in `rules[2]`
/// @param place                of its id
/// @param id                   the stage of life it leads into, as in `at-risk`
/// @param enter                CEL: holds for an account that is to come in
/// @param stay                 CEL: holds for an account that is in and may stay; the same as `enter` when not given
/// @param minimumStayDays      0 is none
/// @param overridesMinimumStay takes an account in also during its minimum stay elsewhere
/// @param companyType          absent: for both
public record SegmentRule(
        String field,
        SourcePosition place,
        String id,
        String title,
        String description,
        ConditionText enter,
        ConditionText stay,
        int minimumStayDays,
        boolean overridesMinimumStay,
        Optional<CompanyType> companyType) {

    private static final String EVERYBODY = "true";

    boolean isFor(CompanyType type) {
        return companyType.isEmpty() || companyType.get() == type;
    }

    boolean takesEverybody() {
        return enter.text().equals(EVERYBODY);
    }
}
