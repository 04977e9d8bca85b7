package dev.bellwether.segmentation.scheme;

import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.Features;
import dev.bellwether.mapping.definition.NearestName;
import dev.bellwether.mapping.definition.TextFault;
import dev.bellwether.mapping.definition.TextFault.Severity;
import dev.bellwether.mapping.rules.Outline.AmongTexts;
import dev.bellwether.proto.FeatureCatalogue;
import dev.bellwether.segmentation.membership.SegmentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How the rules of a scheme fare with some accounts, and what of it is probably not meant.
final class SchemeTally {

    private static final int MOST_VALUES = 10_000;

    private final UsableScheme scheme;
    private final Map<CompiledRule, RuleTally> rules = new LinkedHashMap<>();
    /// Of text features that may have any value.
    private final Map<String, Set<String>> values = new HashMap<>();
    private long accounts;

    SchemeTally(UsableScheme scheme) {
        this.scheme = scheme;
        Scheme.COMPANY_TYPES.forEach(type -> scheme.rules().of(type).forEach(rule -> rules.computeIfAbsent(rule, RuleTally::new)));
        FeatureCatalogue.all().stream().filter(it -> it.getType() == FeatureDefinition.Type.TEXT && it.getValuesCount() == 0)
                .forEach(it -> values.put(it.getFeature(), new HashSet<>()));
    }

    void add(Features account) {
        accounts++;
        boolean taken = false;
        for (CompiledRule rule : scheme.rules().of(SegmentId.counted(account.getCompanyType()))) {
            taken |= rules.get(rule).add(account, taken);
        }
        values.forEach((feature, seen) -> {
            if (seen.size() < MOST_VALUES) {
                seen.add((String) account.getField(Features.getDescriptor().findFieldByName(feature)));
            }
        });
    }

    /// @param which as in "sampled accounts": of so many
    List<TextFault> findings(String which) {
        List<TextFault> findings = new ArrayList<>();
        rules.forEach((rule, tally) -> findings(rule, tally, which, findings));
        return findings;
    }

    private static void findings(CompiledRule rule, RuleTally tally, String which, List<TextFault> findings) {
        SegmentRule written = rule.written();
        String enter = written.enter().field();
        if (tally.fails > 0) {
            findings.add(TextFault.warning(enter, written.enter().place(),
                    "it cannot be evaluated for " + tally.fails + " of " + tally.asked
                            + " " + which + ", as for one with " + tally.described(tally.failing.orElseThrow())
                            + "; such an account is suspended"));
        }
        if (written.takesEverybody() || tally.asked == 0) {
            return;
        }
        if (tally.enters == 0) {
            findings.add(TextFault.warning(enter, written.enter().place(), "it holds for none of " + tally.asked + " " + which));
        } else if (tally.enters == tally.asked) {
            findings.add(TextFault.warning(enter, written.enter().place(), "it holds for each of " + tally.asked + " " + which));
        } else if (tally.decides == 0) {
            findings.add(TextFault.warning(enter, written.enter().place(), "rules that are asked before take each of the " + tally.enters
                    + " " + which + " for which it holds"));
        }
        if (tally.cannotStay > 0) {
            findings.add(TextFault.warning(written.stay().field(), written.stay().place(), "stay is stronger than enter: of " + tally.known
                    + " " + which + " that could enter, " + tally.cannotStay + " could not stay by it, as one with "
                    + tally.described(tally.unable.orElseThrow())));
        }
    }

    /// Texts that none of the accounts has.
    List<TextFault> unknownTexts(String which) {
        List<TextFault> findings = new ArrayList<>();
        for (CompiledRule rule : rules.keySet()) {
            rule.conditions().forEach((condition, expression) -> expression.outline().leaves().forEach(leaf -> {
                if (leaf instanceof AmongTexts(String feature, Set<String> texts, boolean _, int line, int column)
                        && values.containsKey(feature) && values.get(feature).size() < MOST_VALUES) {
                    texts.stream().filter(text -> !text.isEmpty() && !values.get(feature).contains(text)).forEach(text -> findings.add(
                            new TextFault(Severity.WARNING, condition.field(), condition.place(line, column).line(),
                                    condition.place(line, column).column(),
                                    "none of " + accounts + " " + which + " has the " + feature + " \"" + text + "\"",
                                    NearestName.of(text, values.get(feature)).map(it -> '"' + it + '"').orElse(""))));
                }
            }));
        }
        return findings;
    }
}
