package dev.bellwether.segmentation.scheme;

import dev.bellwether.chassis.definition.ClosedDays;
import dev.bellwether.chassis.definition.DefinitionHistory;
import dev.bellwether.chassis.definition.ShippedDefinitions;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.segmentation.evaluation.RulesSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// The revisions of every tenant's lifecycle scheme. Revision 1 is the one that Bellwether ships; all are kept for ever, so that every
/// decision can be read back, and taken again, as it was.
@ApplicationScoped
public class SchemeRepository implements RulesSource {

    private final DefinitionHistory<UsableScheme> history;
    private final InstantSource clock;

    SchemeRepository(DefinitionHistory<UsableScheme> history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    /// Stores what this release ships, where it is new. To be called once, at start.
    public void load() {
        ShippedDefinitions.store(List.of(history.kind()), clock);
    }

    /// For answers, and for what takes no part in deciding.
    public SchemesInForce now() {
        return new SchemesInForce(history.now());
    }

    @Override
    public SchemesInForce sharedBy(Sql transaction) {
        return new SchemesInForce(history.sharedBy(transaction));
    }

    @Override
    public void closed(Sql transaction, int partition, Map<String, LocalDate> days) {
        ClosedDays.write(transaction, partition, days);
    }
}
