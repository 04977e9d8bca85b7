package dev.bellwether.segmentation.scheme;

import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.FeatureDefinition.Type;
import dev.bellwether.mapping.definition.ConditionText;
import dev.bellwether.mapping.definition.Key;
import dev.bellwether.mapping.definition.MapType;
import dev.bellwether.mapping.definition.ReadMap;
import dev.bellwether.mapping.definition.ValueType;
import dev.bellwether.mapping.definition.ValueTypes;
import dev.bellwether.mapping.definition.ValueTypes.Constant;
import dev.bellwether.proto.FeatureCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The keys of a scheme's text: what they are called, what their values may be and what they mean. The reader and the JSON Schema for
/// editors are made of it.
final class SchemeLanguage {

    static final int MOST_RULES = 200;
    static final int MOST_PARAMETERS = 200;
    private static final int LONGEST_CONDITION = 10_000;

    private static final ValueType<String> PEOPLES_NAME = ValueTypes.text(100);
    private static final ValueType<String> SENTENCES = ValueTypes.text(2_000);
    private static final ValueType<ConditionText> CONDITION = ValueTypes.condition(LONGEST_CONDITION, "A condition in CEL. Numbers are"
            + " written with a point (`14.0`). What is not known compares as false. Features:\n\n" + features());

    static final Key<String> PARAMETER_NAME = Key.required("name", ValueTypes.name("[a-z][a-z0-9_]{0,62}",
            "a name of 1 to 63 lower-case letters, digits and underscores, a letter first"),
            "How conditions call it. No feature may have the same name.");
    static final Key<Constant> PARAMETER_VALUE = Key.required("value", ValueTypes.constant(200),
            "A number, true or false, or a text. Every number is a double: 14 and 14.0 are the same.");
    static final Key<String> PARAMETER_UNIT = Key.optional("unit", ValueTypes.text(50), "What it counts, for people: as in days.");
    static final Key<String> PARAMETER_DESCRIPTION = Key.optional("description", SENTENCES, "What it is for, for people.");
    private static final MapType PARAMETER = new MapType("parameter", "A value that conditions use by its name.",
            List.of(PARAMETER_NAME, PARAMETER_VALUE, PARAMETER_UNIT, PARAMETER_DESCRIPTION));

    static final Key<String> ID = Key.required("id", ValueTypes.name("[a-z][a-z0-9-]{0,62}",
            "an id of 1 to 63 lower-case letters, digits and hyphens, a letter first"),
            "The stage that the rule leads into, as in at-risk. The segment's id is the company type and this, as in enterprise-at-risk.");
    static final Key<String> RULE_TITLE = Key.optional("title", PEOPLES_NAME, "The stage's name for people. Absent: its id.");
    static final Key<String> RULE_DESCRIPTION = Key.optional("description", SENTENCES, "What the stage means, for people.");
    static final Key<String> COMPANY_TYPE = Key.optional("company_type", ValueTypes.oneOf(List.of("enterprise", "self-serve")),
            "Whose stage it is. Absent: of both.");
    static final Key<ConditionText> ENTER = Key.required("enter", CONDITION, "Brings an account in.");
    static final Key<ConditionText> STAY = Key.optional("stay", CONDITION,
            "Keeps an account that is in already: a weaker condition than enter. Absent: enter.");
    static final Key<Integer> MINIMUM_STAY_DAYS = Key.optional("minimum_stay_days", ValueTypes.whole(0, 365),
            "Days that an account is kept once it has settled in the stage. Absent: 0.");
    static final Key<Boolean> OVERRIDES_MINIMUM_STAY = Key.optional("overrides_minimum_stay", ValueTypes.flag(),
            "Takes an account in also during its minimum stay elsewhere. Absent: false.");
    private static final MapType RULE = new MapType("rule", "Leads accounts into a stage.",
            List.of(ID, RULE_TITLE, RULE_DESCRIPTION, COMPANY_TYPE, ENTER, STAY, MINIMUM_STAY_DAYS, OVERRIDES_MINIMUM_STAY));

    static final Key<String> TITLE = Key.optional("title", PEOPLES_NAME, "The scheme's name for people. Absent: Lifecycle.");
    static final Key<String> DESCRIPTION = Key.optional("description", SENTENCES, "What the scheme is for, for people.");
    static final Key<String> ORDER = Key.optional("order", ValueTypes.oneOf(List.of("first", "last")),
            "Which of the rules that hold decides: the first (the default), or the last.");
    static final Key<List<ReadMap>> PARAMETERS = Key.optional("parameters", ValueTypes.list(PARAMETER, 0, MOST_PARAMETERS),
            "Named values that conditions use.");
    static final Key<List<ReadMap>> RULES = Key.required("rules", ValueTypes.list(RULE, 1, MOST_RULES),
            "The stages and their conditions, in order. With order: first, the last rule of each company type takes everybody (enter: true);"
                    + " with order: last, the first one does.");

    static final MapType SCHEME = new MapType("scheme", "A lifecycle scheme: rules that put each account in exactly one stage.",
            List.of(TITLE, DESCRIPTION, ORDER, PARAMETERS, RULES));

    private SchemeLanguage() {}

    /// In JSON Schema, draft 2020-12: for editors, which complete keys and show what they mean.
    static Map<String, Object> jsonSchema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Bellwether lifecycle scheme");
        schema.putAll(SCHEME.schema());
        return schema;
    }

    private static String features() {
        return FeatureCatalogue.all().stream().filter(it -> it.getType() != Type.DAY)
                .map(it -> "- `" + it.getFeature() + "` (" + kind(it) + ")").collect(Collectors.joining("\n"));
    }

    private static String kind(FeatureDefinition feature) {
        return feature.getValuesCount() > 0 ? String.join(" or ", feature.getValuesList()) : feature.getUnit();
    }
}
