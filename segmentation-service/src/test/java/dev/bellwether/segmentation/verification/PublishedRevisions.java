package dev.bellwether.segmentation.verification;

import dev.bellwether.segmentation.membership.Rules;
import dev.bellwether.segmentation.membership.RulesInForce;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What one tenant has published, in memory.
public final class PublishedRevisions implements RulesInForce {

    private final List<Rules> revisions = new ArrayList<>();

    public void publish(Rules rules) {
        revisions.add(rules);
    }

    @Override
    public Rules on(String tenant, LocalDate day) {
        return revisions.reversed().stream().filter(it -> !it.firstDay().isAfter(day)).findFirst().orElseThrow();
    }

    @Override
    public Rules revision(String tenant, int number) {
        return revisions.stream().filter(it -> it.version().number() == number).findFirst().orElseThrow();
    }
}
