package dev.bellwether.segmentation.scheme;

import static dev.bellwether.segmentation.scheme.SchemeLanguage.*;

import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.definition.ConditionText;
import dev.bellwether.mapping.definition.DefinitionYaml;
import dev.bellwether.mapping.definition.ReadMap;
import dev.bellwether.mapping.definition.TextFault;
import dev.bellwether.mapping.rules.FeatureEnvironment;
import dev.bellwether.segmentation.membership.SchemeVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a scheme as it is written: YAML, see [SchemeLanguage].
public final class SchemeParser {

    private static final SchemeVersion OF_NO_TENANT = new SchemeVersion(0);
    private static final SchemeCompiler COMPILER = new SchemeCompiler();
    /// Words of CEL, which name no variable.
    private static final Set<String> RESERVED = Set.of("true", "false", "null", "in", "as", "break", "const", "continue", "else", "for",
            "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while", "bool", "bytes", "double",
            "duration", "int", "list", "map", "null_type", "string", "timestamp", "type", "uint", "dyn", "optional_type");

    private SchemeParser() {}

    /// @throws InvalidScheme when the text is no scheme; says everything that is wrong
    public static Scheme parse(String text) {
        return usable(text).scheme();
    }

    /// @throws InvalidScheme when the text is no scheme; says everything that is wrong
    public static UsableScheme usable(String text) {
        ReadScheme read = read(text);
        return read.usable().orElseThrow(() -> new InvalidScheme(read.problems().stream().filter(TextFault::isError).toList()));
    }

    /// Reads and compiles the text, and finds everything that is wrong with it.
    public static ReadScheme read(String text) {
        DefinitionYaml.Result result = DefinitionYaml.read("", text, SCHEME);
        List<TextFault> problems = new ArrayList<>(result.problems());
        Optional<Scheme> scheme = result.root().map(root -> scheme(root, problems));
        Optional<UsableScheme> usable = scheme.flatMap(it -> {
            SchemeCompiler.Compilation compilation = COMPILER.compilation(OF_NO_TENANT, it, unread(result.root().orElseThrow()));
            problems.addAll(compilation.problems());
            return compilation.rules().map(rules -> new UsableScheme(it, rules));
        }).filter(_ -> problems.stream().noneMatch(TextFault::isError));
        return new ReadScheme(usable, scheme.map(Scheme::title).orElse(""),
                problems.stream().distinct().sorted(TextFault.BY_PLACE).toList());
    }

    /// Of what could be read. A rule whose condition could not is left with an empty one.
    private static Scheme scheme(ReadMap root, List<TextFault> problems) {
        RuleOrder order = root.value(ORDER).filter("last"::equals).isPresent() ? RuleOrder.LAST : RuleOrder.FIRST;
        List<SegmentRule> rules = root.value(RULES).orElse(List.of()).stream().map(SchemeParser::rule).toList();
        List<ReadMap> written = root.value(PARAMETERS).orElse(List.of());
        List<SchemeParameter> parameters = parameters(written, problems);
        return new Scheme(root.value(TITLE).orElse("Lifecycle"), root.value(DESCRIPTION).orElse(""), order, parameters, rules);
    }

    private static SegmentRule rule(ReadMap rule) {
        ConditionText enter = rule.value(ENTER).orElseGet(() -> ConditionText.of(rule.field(ENTER), ""));
        String id = rule.value(ID).orElse("");
        return new SegmentRule(rule.field(), rule.place(ID), id, rule.value(RULE_TITLE).orElse(id), rule.value(RULE_DESCRIPTION).orElse(""),
                enter,
                rule.value(STAY).orElse(enter), rule.value(MINIMUM_STAY_DAYS).orElse(0), rule.value(OVERRIDES_MINIMUM_STAY).orElse(false),
                rule.value(COMPANY_TYPE).map(it -> it.equals("enterprise") ? CompanyType.ENTERPRISE : CompanyType.SELF_SERVE));
    }

    /// Parameters without a value that can be read: that conditions name them is no mistake.
    private static Set<String> unread(ReadMap root) {
        return root.value(PARAMETERS).orElse(List.of()).stream().filter(it -> it.value(PARAMETER_VALUE).isEmpty())
                .flatMap(it -> it.value(PARAMETER_NAME).stream())
                .filter(it -> !FeatureEnvironment.features().contains(it) && !RESERVED.contains(it)).collect(Collectors.toSet());
    }

    private static List<SchemeParameter> parameters(List<ReadMap> written, List<TextFault> problems) {
        Set<String> features = FeatureEnvironment.features();
        Map<String, Integer> lines = new HashMap<>();
        List<SchemeParameter> parameters = new ArrayList<>();
        for (ReadMap parameter : written) {
            Optional<String> name = parameter.value(PARAMETER_NAME);
            if (name.isEmpty()) {
                continue;
            }
            Integer before = lines.putIfAbsent(name.get(), parameter.place(PARAMETER_NAME).line());
            if (before != null) {
                problems.add(parameter.error(PARAMETER_NAME, "there is a parameter '" + name.get() + "' already, in line " + before));
            } else if (features.contains(name.get())) {
                problems.add(parameter.error(PARAMETER_NAME, "'" + name.get() + "' is a feature: call the parameter something else"));
            } else if (RESERVED.contains(name.get())) {
                problems.add(parameter.error(PARAMETER_NAME, "'" + name.get() + "' means something else in conditions: call it otherwise"));
            } else {
                parameter.value(PARAMETER_VALUE).ifPresent(value -> parameters.add(new SchemeParameter(parameter.field(PARAMETER_NAME),
                        parameter.place(PARAMETER_NAME), name.get(), value, parameter.value(PARAMETER_UNIT).orElse(""),
                        parameter.value(PARAMETER_DESCRIPTION).orElse(""))));
            }
        }
        return parameters;
    }
}
