package dev.bellwether.segmentation.scheme;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.definition.ConditionText;
import dev.bellwether.mapping.definition.TextFault;
import dev.bellwether.mapping.rules.Outline;
import dev.bellwether.mapping.sample.Contradictions;
import dev.bellwether.mapping.sample.FeatureSampler;
import dev.bellwether.mapping.sample.FeatureSampler.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/// What a scheme that compiles probably does not do as meant: conditions that never hold or always do, rules that others leave nothing to,
/// and `stay` stronger than `enter`. All of it is warnings. What is proved says why; everything else says how many accounts it was tried
/// with: some thousand that are made up, always the same for a text, and those of the tenant where they are given.
public final class SchemeChecks {

    private static final long SEED = 20_260_101;
    private static final int ANY = 500;
    private static final int TOWARDS_RULES = 3_000;

    private SchemeChecks() {}

    /// @return warnings, by place
    public static List<TextFault> of(UsableScheme scheme) {
        return of(scheme, Stream.empty());
    }

    /// @param accounts the tenant's own, once each; read once, and kept nowhere
    /// @return warnings, by place
    public static List<TextFault> of(UsableScheme scheme, Stream<Features> accounts) {
        List<TextFault> findings = new ArrayList<>(contradictions(scheme));
        SchemeTally sampled = new SchemeTally(scheme);
        sample(scheme, sampled::add);
        addNew(sampled.findings("sampled accounts"), findings);
        SchemeTally own = new SchemeTally(scheme);
        long[] count = {0};
        accounts.forEach(account -> {
            count[0]++;
            own.add(account);
        });
        if (count[0] > 0) {
            addNew(own.findings("accounts of the tenant"), findings);
            findings.addAll(own.unknownTexts("accounts of the tenant"));
        }
        return findings.stream().distinct().sorted(TextFault.BY_PLACE).toList();
    }

    /// One finding for a condition is enough: the first, which is the surest.
    private static void addNew(List<TextFault> found, List<TextFault> findings) {
        found.stream().filter(it -> findings.stream().noneMatch(before -> before.field().equals(it.field())
                && before.line() == it.line() && before.column() == it.column())).toList().forEach(findings::add);
    }

    private static List<TextFault> contradictions(UsableScheme scheme) {
        List<TextFault> findings = new ArrayList<>();
        rules(scheme).values().forEach(rule -> rule.conditions().forEach((condition, expression) -> {
            Outline outline = expression.outline();
            Optional<String> never = Contradictions.in(outline);
            never.ifPresent(reason -> findings.add(warning(condition, "it can never hold: " + reason)));
            Contradictions.inAlternatives(outline)
                    .forEach(reason -> findings.add(warning(condition, "a part of it can never hold: " + reason)));
        }));
        return findings;
    }

    private static TextFault warning(ConditionText condition, String message) {
        return TextFault.warning(condition.field(), condition.place(), message);
    }

    private static Map<String, CompiledRule> rules(UsableScheme scheme) {
        Map<String, CompiledRule> rules = new LinkedHashMap<>();
        Scheme.COMPANY_TYPES.forEach(type -> scheme.rules().of(type).forEach(rule -> rules.put(rule.written().field(), rule)));
        return rules;
    }

    private interface Sink {
        void add(Features account);
    }

    private static void sample(UsableScheme scheme, Sink sink) {
        FeatureSampler sampler = new FeatureSampler(rules(scheme).values().stream().flatMap(rule -> rule.conditions().values().stream())
                .map(it -> it.outline()).toList());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        int each = Math.max(2, TOWARDS_RULES / Math.max(1, rules(scheme).size()) / Scheme.COMPANY_TYPES.size());
        for (CompanyType type : Scheme.COMPANY_TYPES) {
            for (int i = 0; i < ANY; i++) {
                sink.add(sampler.any(type, random));
            }
            List<CompiledRule> asked = scheme.rules().of(type);
            for (int rule = 0; rule < asked.size(); rule++) {
                List<List<Goal>> goals = goals(asked, rule);
                for (int i = 0; i < each; i++) {
                    sink.add(sampler.towards(goals.get(i % goals.size()), type, random));
                }
            }
        }
    }

    /// Accounts that enter by the rule; that no rule takes before; that could not stay.
    private static List<List<Goal>> goals(List<CompiledRule> asked, int rule) {
        Goal enters = new Goal(asked.get(rule).entering().outline(), true);
        Goal leaves = new Goal(asked.get(rule).staying().outline(), false);
        List<Goal> left = new ArrayList<>(asked.subList(0, rule).stream().map(it -> new Goal(it.entering().outline(), false)).toList());
        List<Goal> rest = new ArrayList<>(left);
        left.add(enters);
        rest.addFirst(enters);
        return List.of(List.of(enters), left, rest, List.of(enters, leaves), List.of(leaves, enters));
    }
}
