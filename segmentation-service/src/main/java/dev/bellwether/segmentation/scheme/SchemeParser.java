package dev.bellwether.segmentation.scheme;

import dev.bellwether.ingestion.v1.CompanyType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/// Reads a scheme as it is written: YAML with a title and an ordered list of rules.
public final class SchemeParser {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Set<String> FIELDS = Set.of("id", "title", "description", "enter", "stay", "minimum_stay_days",
            "overrides_minimum_stay", "company_type");

    private SchemeParser() {}

    /// @throws InvalidScheme when the text is no scheme; says where
    public static Scheme parse(String text) {
        Object document;
        try {
            document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (MarkedYAMLException malformed) {
            throw new InvalidScheme("not YAML in line " + (malformed.getProblemMark().getLine() + 1) + ", column "
                    + (malformed.getProblemMark().getColumn() + 1) + ": " + malformed.getProblem());
        } catch (YAMLException _) {
            throw new InvalidScheme("not YAML: it holds a character that no YAML has, such as a control character");
        }
        if (!(document instanceof Map<?, ?> scheme) || !(scheme.get("rules") instanceof List<?> rules)) {
            throw new InvalidScheme("a scheme has a title and a list of rules");
        }
        return new Scheme(
                text(scheme, "title", "scheme").orElse("Lifecycle"),
                java.util.stream.IntStream.range(0, rules.size()).mapToObj(i -> rule(rules.get(i), "rules[" + i + "]")).toList());
    }

    private static SegmentRule rule(Object written, String place) {
        if (!(written instanceof Map<?, ?> rule)) {
            throw new InvalidScheme(place + ": a rule is a map of fields");
        }
        rule.keySet().stream().filter(it -> !FIELDS.contains(String.valueOf(it))).findFirst().ifPresent(it -> {
            throw new InvalidScheme(place + ": no field is called " + it);
        });
        String id = text(rule, "id", place).filter(it -> ID.matcher(it).matches())
                .orElseThrow(() -> new InvalidScheme(place + ".id: lower-case letters, digits and hyphens"));
        String enter = text(rule, "enter", place).orElseThrow(() -> new InvalidScheme(place + ".enter: missing"));
        return new SegmentRule(
                id,
                text(rule, "title", place).orElse(id),
                text(rule, "description", place).orElse(""),
                enter,
                text(rule, "stay", place).orElse(enter),
                days(rule, place),
                flag(rule, "overrides_minimum_stay", place),
                text(rule, "company_type", place).map(it -> companyType(it, place)));
    }

    private static Optional<String> text(Map<?, ?> fields, String name, String place) {
        return switch (fields.get(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text.strip());
            // YAML takes a bare `true`, which is a whole condition, for a boolean.
            case Boolean bool -> Optional.of(bool.toString());
            case Object _ -> throw new InvalidScheme(place + "." + name + ": a text");
        };
    }

    private static int days(Map<?, ?> fields, String place) {
        return switch (fields.get("minimum_stay_days")) {
            case null -> 0;
            case Integer days when days >= 0 && days <= 365 -> days;
            case Object _ -> throw new InvalidScheme(place + ".minimum_stay_days: 0 to 365");
        };
    }

    private static boolean flag(Map<?, ?> fields, String name, String place) {
        return switch (fields.get(name)) {
            case null -> false;
            case Boolean flag -> flag;
            case Object _ -> throw new InvalidScheme(place + "." + name + ": true or false");
        };
    }

    private static CompanyType companyType(String written, String place) {
        return switch (written) {
            case "enterprise" -> CompanyType.ENTERPRISE;
            case "self-serve" -> CompanyType.SELF_SERVE;
            case String _ -> throw new InvalidScheme(place + ".company_type: enterprise or self-serve");
        };
    }
}
