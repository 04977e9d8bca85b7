package dev.bellwether.mapping.rules;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.proto.FeatureCatalogue;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// Features under the names by which rules call them: each number and text of the catalogue is a variable of its name. Numbers
/// are double, NaN when not known; text is string, "" when not known. NaN makes every comparison false, so a rule never holds for
/// want of knowledge.
final class FeatureVariables {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final Map<String, Function<Features, Object>> NUMBERS = new TreeMap<>();
    private static final Map<String, Function<Features, Object>> TEXTS = new TreeMap<>();
    private static final Map<String, Function<Features, Object>> READERS;
    private static final Map<String, Set<String>> VOCABULARY = new HashMap<>();

    static {
        for (FeatureDefinition feature : FeatureCatalogue.all()) {
            FieldDescriptor field = Features.getDescriptor().findFieldByName(feature.getFeature());
            switch (feature.getType()) {
                case NUMBER -> NUMBERS.put(field.getName(), number(field));
                case TEXT -> TEXTS.put(field.getName(), text(field));
                case DAY, TYPE_UNSPECIFIED, UNRECOGNIZED -> {}
            }
            if (feature.getValuesCount() > 0) {
                VOCABULARY.put(field.getName(), vocabulary(feature));
            }
        }
        Map<String, Function<Features, Object>> readers = new HashMap<>(NUMBERS);
        readers.putAll(TEXTS);
        READERS = Map.copyOf(readers);
    }

    private FeatureVariables() {}

    static Set<String> numbers() {
        return NUMBERS.keySet();
    }

    static Set<String> texts() {
        return TEXTS.keySet();
    }

    /// Reads a variable; null when there is none of that name (asked for each variable of each rule of each account).
    static Object read(String name, Features features) {
        Function<Features, Object> reader = READERS.get(name);
        return reader == null ? null : reader.apply(features);
    }

    /// The values of the text features that have few, by name; with "" where they may be unknown.
    static Map<String, Set<String>> vocabulary() {
        return VOCABULARY;
    }

    private static Set<String> vocabulary(FeatureDefinition feature) {
        Set<String> values = new HashSet<>(feature.getValuesList());
        if (!feature.getUnknownWhen().isEmpty()) {
            values.add("");
        }
        return Set.copyOf(values);
    }

    /// As in the ids of segments; an account that has not said counts as Self-Serve.
    private static String spelled(CompanyType type) {
        return type == CompanyType.ENTERPRISE ? "enterprise" : "self-serve";
    }

    private static Function<Features, Object> number(FieldDescriptor field) {
        Predicate<Features> known = known(field);
        ToDoubleFunction<Features> value = getter(ToDoubleFunction.class, "applyAsDouble", "get", double.class, double.class, field);
        return features -> known.test(features) ? value.applyAsDouble(features) : Double.NaN;
    }

    /// Absent text is the contract's default: "".
    private static Function<Features, Object> text(FieldDescriptor field) {
        if (field.getNumber() == Features.COMPANY_TYPE_FIELD_NUMBER) {
            return features -> spelled(features.getCompanyType());
        }
        return getter(Function.class, "apply", "get", String.class, Object.class, field);
    }

    private static Predicate<Features> known(FieldDescriptor field) {
        return field.hasPresence() ? getter(Predicate.class, "test", "has", boolean.class, boolean.class, field) : _ -> true;
    }

    /// As fast as a written lambda: rules over a million accounts read features by the ten million.
    private static <F> F getter(
            Class<? super F> type, String method, String prefix, Class<?> value, Class<?> erased, FieldDescriptor field) {
        try {
            MethodHandle getter = LOOKUP.findVirtual(Features.class, prefix + javaName(field), MethodType.methodType(value));
            @SuppressWarnings("unchecked")
            F made = (F) LambdaMetafactory.metafactory(LOOKUP, method, MethodType.methodType(type),
                    MethodType.methodType(erased, Object.class), getter, MethodType.methodType(value, Features.class))
                    .getTarget().invoke();
            return made;
        } catch (Throwable impossible) {
            throw new IllegalStateException("feature " + field.getName() + " cannot be read", impossible);
        }
    }

    /// `active_days_28` is `ActiveDays28`.
    private static String javaName(FieldDescriptor field) {
        StringBuilder name = new StringBuilder();
        for (String word : field.getName().split("_")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }
}
