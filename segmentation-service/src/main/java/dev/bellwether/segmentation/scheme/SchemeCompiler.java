package dev.bellwether.segmentation.scheme;

import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.definition.ConditionText;
import dev.bellwether.mapping.definition.NearestName;
import dev.bellwether.mapping.definition.TextFault;
import dev.bellwether.mapping.rules.ExpressionProblem;
import dev.bellwether.mapping.rules.FeatureEnvironment;
import dev.bellwether.mapping.rules.FeatureExpression;
import dev.bellwether.mapping.rules.InvalidExpression;
import dev.bellwether.segmentation.membership.SchemeVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes rules out of CEL text, once per revision of a scheme.
public final class SchemeCompiler {

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'");

    private final FeatureEnvironment environment = new FeatureEnvironment();

    /// @param rules    present when everything has compiled
    /// @param problems errors and warnings
    record Compilation(Optional<CompiledScheme> rules, List<TextFault> problems) {}

    /// @throws InvalidScheme with everything that is wrong with it
    public CompiledScheme compile(SchemeVersion version, Scheme scheme) {
        Compilation compilation = compilation(version, scheme, Set.of());
        return compilation.rules().orElseThrow(() -> new InvalidScheme(compilation.problems().stream().filter(TextFault::isError)
                .sorted(TextFault.BY_PLACE).toList()));
    }

    /// @param unread names of parameters whose values could not be read
    Compilation compilation(SchemeVersion version, Scheme scheme, Set<String> unread) {
        List<TextFault> problems = new ArrayList<>(RulePlacement.problems(scheme));
        Map<String, Object> constants = scheme.parameters().stream()
                .collect(Collectors.toMap(SchemeParameter::name, SchemeParameter::constant));
        FeatureEnvironment words = environment.with(constants, unread);
        Map<SegmentRule, CompiledRule> compiled = new LinkedHashMap<>();
        Set<String> named = new HashSet<>();
        for (SegmentRule rule : scheme.rules()) {
            compile(rule, words, scheme, problems).ifPresent(it -> {
                compiled.put(rule, it);
                named.addAll(it.names());
            });
        }
        if (problems.stream().anyMatch(TextFault::isError) || compiled.size() < Set.copyOf(scheme.rules()).size()) {
            return new Compilation(Optional.empty(), problems);
        }
        scheme.parameters().stream().filter(it -> !named.contains(it.name()))
                .forEach(it -> problems.add(TextFault.warning(it.field(), it.place(), "no condition uses '" + it.name() + "'")));
        Map<CompanyType, List<CompiledRule>> rules = new EnumMap<>(CompanyType.class);
        Scheme.COMPANY_TYPES.forEach(type -> rules.put(type, scheme.asked(type).stream().map(compiled::get).toList()));
        return new Compilation(Optional.of(new CompiledScheme(version, rules)), problems);
    }

    private static Optional<CompiledRule> compile(SegmentRule rule, FeatureEnvironment words, Scheme scheme, List<TextFault> problems) {
        Optional<FeatureExpression<Boolean>> enter = compile(rule.enter(), words, scheme, problems);
        Optional<FeatureExpression<Boolean>> stay = rule.stay().equals(rule.enter()) ? enter
                : compile(rule.stay(), words, scheme, problems);
        return enter.flatMap(in -> stay.map(on -> new CompiledRule(rule, in, on)));
    }

    private static Optional<FeatureExpression<Boolean>> compile(
            ConditionText condition, FeatureEnvironment words, Scheme scheme, List<TextFault> problems) {
        if (condition.text().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(words.condition(condition.written()));
        } catch (InvalidExpression invalid) {
            invalid.problems().forEach(it -> problems.add(TextFault.error(condition.field(), condition.place(it.line(), it.column()),
                    told(it, scheme), it.suggestion())));
            return Optional.empty();
        }
    }

    private static String told(ExpressionProblem problem, Scheme scheme) {
        Matcher undeclared = UNDECLARED.matcher(problem.message());
        boolean stage = undeclared.find() && scheme.rules().stream()
                .anyMatch(rule -> NearestName.plain(rule.id()).equals(NearestName.plain(undeclared.group(1))));
        return problem.message() + (stage ? ", which is a stage: conditions know features and parameters" : "");
    }
}
