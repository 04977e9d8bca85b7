package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.segmentation.membership.RulesInForce;
import java.time.LocalDate;
import java.util.Map;

/// Where batches that decide get their rules, so that each batch decides wholly before a publication, or wholly after it.
public interface RulesSource {

    /// To be called before anything else in the transaction: until that ends nothing is published.
    RulesInForce sharedBy(Sql transaction);

    /// No rules can begin on these days any more, or before them.
    ///
    /// @param days the last one that the batch has closed, by tenant
    void closed(Sql transaction, int partition, Map<String, LocalDate> days);
}
