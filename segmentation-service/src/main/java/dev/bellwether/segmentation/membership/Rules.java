package dev.bellwether.segmentation.membership;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import java.time.LocalDate;
import java.util.List;

/// One revision of a tenant's lifecycle scheme, ready to decide.
public interface Rules {

    SchemeVersion version();

    /// That they decide; [LocalDate#MIN] for what has been in force from the beginning.
    default LocalDate firstDay() {
        return LocalDate.MIN;
    }

    /// Whether plays act on what accounts are moved by these rules taking the place of others.
    default boolean playsAct() {
        return false;
    }

    /// The rules for a company type, in the order in which they are asked. The last one takes everybody.
    List<? extends Rule> of(CompanyType companyType);

    /// Leads into a stage of life.
    interface Rule {
        /// As in `at-risk`.
        String stage();

        /// The condition for coming in, as written.
        String enter();

        /// The condition for remaining, as written.
        String stay();

        /// 0 is none.
        int minimumStayDays();

        /// Takes an account in also during its minimum stay elsewhere.
        boolean overridesMinimumStay();

        boolean enters(Features features);

        boolean stays(Features features);
    }
}
