package dev.bellwether.ingestion.trackingplan;

import dev.bellwether.ingestion.v1.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A plan ready for use. For each call it knows the rules of each name that is written out, with those whose beginning fits
/// between them in the plan's order: so one look by name finds all that can apply.
final class CompiledPlan implements TrackingPlan {

    private static final Rules NONE = new Rules(Map.of(), List.of());

    private record Rules(Map<String, List<Rule>> byName, List<Rule> byBeginning) {}

    private final Map<String, Rules> byCall = new HashMap<>();
    private final int size;

    /// @param rules in the plan's order
    CompiledPlan(List<Rule> rules) {
        size = rules.size();
        for (String call : rules.stream().map(rule -> rule.selector().call()).distinct().toList()) {
            List<Rule> ofCall = rules.stream().filter(rule -> rule.selector().call().equals(call)).toList();
            Map<String, List<Rule>> byName = new HashMap<>();
            for (Rule rule : ofCall) {
                if (!rule.selector().prefix()) {
                    byName.computeIfAbsent(rule.selector().name(),
                            name -> ofCall.stream().filter(other -> other.selector().takes(name)).toList());
                }
            }
            byCall.put(call, new Rules(byName, ofCall.stream().filter(rule -> rule.selector().prefix()).toList()));
        }
    }

    int size() {
        return size;
    }

    @Override
    public void apply(ForeignEvent foreign, Event.Builder event) {
        find(foreign).ifPresentOrElse(found -> found.rule().apply(found.words(), event), () -> DefaultFacts.apply(foreign, event));
    }

    /// The rule that takes the event.
    Optional<Rule> ruleOf(ForeignEvent foreign) {
        return find(foreign).map(Found::rule);
    }

    private record Found(Rule rule, Map<String, Object> words) {}

    private Optional<Found> find(ForeignEvent foreign) {
        Rules rules = byCall.getOrDefault(foreign.call(), NONE);
        boolean nameless = foreign.call().equals("identify") || foreign.call().equals("group");
        String name = nameless ? "" : foreign.name();
        List<Rule> written = rules.byName().get(name);
        List<Rule> candidates = written == null ? rules.byBeginning() : written;
        Map<String, Object> words = null;
        for (Rule rule : candidates) {
            if (rule.selector().takes(name)) {
                words = words == null ? PlanVariables.of(foreign) : words;
                if (rule.applies(words)) {
                    return Optional.of(new Found(rule, words));
                }
            }
        }
        return Optional.empty();
    }
}
