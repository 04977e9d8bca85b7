package dev.bellwether.ingestion.trackingplan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.PublishTrackingPlanRequest;
import dev.bellwether.mapping.BrokenDefinition;
import dev.bellwether.mapping.CurrencyCode;
import dev.bellwether.mapping.ExpressionCompiler;
import dev.bellwether.mapping.FactField;
import dev.bellwether.mapping.FactNames;
import dev.bellwether.mapping.FieldValues;
import dev.bellwether.mapping.NumberStyle;
import dev.bellwether.mapping.SourcePosition;
import dev.bellwether.mapping.TimeSettings;
import dev.bellwether.mapping.YamlMap;
import dev.bellwether.mapping.YamlText;
import dev.bellwether.mapping.time.TimeReader;
import dev.bellwether.proto.constraint.FieldConstraints;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Reads and compiles a plan. `docs/tracking-plans.md` describes its form.
final class PlanReader {

    static final int MOST_BYTES =
            FieldConstraints.of(PublishTrackingPlanRequest.getDescriptor(), PublishTrackingPlanRequest.DEFINITION_FIELD_NUMBER).maxBytes();
    static final int MOST_RULES = 500;
    static final int LONGEST_EXPRESSION = 2_000;

    private static final String FILE = "definition";
    private static final Set<String> NAMED = Set.of("event", "page", "screen", "cloudevent");
    private static final Set<String> NAMELESS = Set.of("identify", "group");
    /// Forgetting an account takes more than a key that may only write.
    private static final int ERASURE = Event.ACCOUNT_ERASED_FIELD_NUMBER;
    private static final ExpressionCompiler COMPILER = PlanVariables.compiler();

    private final FieldValues values;

    private PlanReader(String currency, TimeReader times) {
        this.values = new FieldValues(currency, UnaryOperator.identity(), times, NumberStyle.PLAIN);
    }

    /// @throws BrokenDefinition with rule, line and column of the first thing that is wrong
    static CompiledPlan read(String definition) {
        int bytes = definition.getBytes(UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new BrokenDefinition(new SourcePosition(FILE, 1, 1),
                    "the plan has " + bytes + " bytes; at most " + MOST_BYTES + " are taken");
        }
        YamlMap yaml = YamlMap.read(FILE, new StringReader(definition)).allowing("currency", "time_format", "zone", "events");
        String currency = yaml.text("currency").map(CurrencyCode::of).orElse("");
        return new CompiledPlan(new PlanReader(currency, TimeSettings.read(yaml, TimeReader.ISO)).rules(yaml.requiredMaps("events")));
    }

    private List<Rule> rules(List<YamlMap> entries) {
        if (entries.size() > MOST_RULES) {
            throw new BrokenDefinition(entries.get(MOST_RULES).place(),
                    "the plan has " + entries.size() + " rules; at most " + MOST_RULES + " are taken");
        }
        List<Rule> rules = new ArrayList<>(entries.size());
        for (YamlMap entry : entries) {
            int number = rules.size() + 1;
            Selector selector = inRule("rule " + number, () -> selector(entry));
            rules.add(inRule("rule " + number + " (" + selector + ")", () -> rule(number, selector, entry)));
        }
        return rules;
    }

    private Rule rule(int number, Selector selector, YamlMap yaml) {
        YamlText name = yaml.requiredText("fact");
        FieldDescriptor fact = FactNames.fact(name);
        if (fact.getNumber() == ERASURE) {
            throw new BrokenDefinition(name.place(), "an account is not erased by an event of a client: that takes the admin key");
        }
        List<FactField> fields = new ArrayList<>();
        yaml.map("set").ifPresent(set -> {
            for (String key : set.keys()) {
                fields.add(new FactField(FactNames.field(fact, key, set.place(key)), COMPILER.compile(bounded(set.requiredText(key)))));
            }
        });
        return new Rule(number, selector, yaml.text("when").map(PlanReader::bounded).map(COMPILER::condition),
                yaml.text("sequence").map(PlanReader::bounded).map(COMPILER::compile).map(FactField::sequence), fact, List.copyOf(fields),
                values);
    }

    private static Selector selector(YamlMap yaml) {
        yaml.allowing("event", "page", "screen", "identify", "group", "cloudevent", "when", "fact", "sequence", "set");
        List<String> given = yaml.keys().stream().filter(key -> NAMED.contains(key) || NAMELESS.contains(key)).toList();
        if (given.size() != 1) {
            throw new BrokenDefinition(yaml.place(),
                    "a rule says which events it is for, by exactly one of event, page, screen, identify, group and cloudevent");
        }
        String key = given.getFirst();
        YamlText value = yaml.requiredText(key);
        if (NAMELESS.contains(key)) {
            if (!value.value().equals("true")) {
                throw new BrokenDefinition(value.place(), "'" + key + "' has no name: write '" + key + ": true'");
            }
            return new Selector(key, "", false);
        }
        if (value.value().isEmpty()) {
            throw new BrokenDefinition(value.place(), "a name is missing here; * stands for any");
        }
        return Selector.of(key.equals("event") ? "track" : key, value.value());
    }

    private static YamlText bounded(YamlText expression) {
        if (expression.value().length() > LONGEST_EXPRESSION) {
            throw new BrokenDefinition(expression.place(), "an expression has at most " + LONGEST_EXPRESSION + " characters");
        }
        return expression;
    }

    private static <T> T inRule(String rule, Supplier<T> work) {
        try {
            return work.get();
        } catch (BrokenDefinition broken) {
            throw new BrokenDefinition(broken.place(), rule + ": " + broken.problem());
        }
    }
}
