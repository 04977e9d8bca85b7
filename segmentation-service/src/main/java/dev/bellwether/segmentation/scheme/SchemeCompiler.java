package dev.bellwether.segmentation.scheme;

import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.rules.FeatureEnvironment;
import dev.bellwether.mapping.rules.FeatureExpression;
import dev.bellwether.mapping.rules.InvalidExpression;
import dev.bellwether.segmentation.membership.SchemeVersion;
import dev.bellwether.segmentation.scheme.InvalidScheme.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes rules out of CEL text, once per version of a scheme.
public final class SchemeCompiler {

    private static final String EVERYBODY = "true";

    private final FeatureEnvironment environment = new FeatureEnvironment();

    /// @throws InvalidScheme with everything that is wrong with it
    public CompiledScheme compile(SchemeVersion version, Scheme scheme) {
        List<Problem> problems = new ArrayList<>();
        Map<CompanyType, List<CompiledRule>> rules = new EnumMap<>(CompanyType.class);
        for (CompanyType companyType : Scheme.COMPANY_TYPES) {
            List<SegmentRule> ordered = scheme.of(companyType);
            problems.addAll(inOrder(companyType, ordered));
            rules.put(companyType, ordered.stream().map(rule -> compile(rule, problems)).flatMap(Optional::stream).toList());
        }
        if (!problems.isEmpty()) {
            throw new InvalidScheme(problems.stream().distinct().toList());
        }
        return new CompiledScheme(version, rules);
    }

    private static List<Problem> inOrder(CompanyType companyType, List<SegmentRule> ordered) {
        List<Problem> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SegmentRule rule : ordered) {
            if (!ids.add(rule.id())) {
                problems.add(new Problem(rule.id(), "id", 1, 1, "two rules of this id for " + companyType));
            }
        }
        if (ordered.isEmpty()) {
            problems.add(new Problem("rules", "company_type", 1, 1, "no rule for " + companyType));
        } else if (!ordered.getLast().enter().strip().equals(EVERYBODY)) {
            problems.add(new Problem(ordered.getLast().id(), "enter", 1, 1,
                    "the last rule for " + companyType + " must take everybody: true"));
        }
        return problems;
    }

    private Optional<CompiledRule> compile(SegmentRule rule, List<Problem> problems) {
        Optional<FeatureExpression<Boolean>> enter = compile(rule, "enter", rule.enter(), problems);
        Optional<FeatureExpression<Boolean>> stay = rule.stay().equals(rule.enter()) ? enter : compile(rule, "stay", rule.stay(), problems);
        return enter.flatMap(in -> stay.map(on -> new CompiledRule(rule, in, on)));
    }

    private Optional<FeatureExpression<Boolean>> compile(SegmentRule rule, String field, String condition, List<Problem> problems) {
        try {
            return Optional.of(environment.condition(condition));
        } catch (InvalidExpression invalid) {
            invalid.problems().forEach(it -> problems.add(new Problem(rule.id(), field, it.line(), it.column(), it.message())));
            return Optional.empty();
        }
    }
}
