package dev.bellwether.proto.constraint;

import build.buf.validate.DoubleRules;
import build.buf.validate.FieldRules;
import build.buf.validate.StringRules;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.bellwether.limits.v1.FieldLimits;
import dev.bellwether.proto.constraint.FieldViolation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One thing that the value of a field must keep to.
sealed interface ValueRule permits TextRule, NumberRule, ValueRule.Known, ValueRule.Items {

    Set<String> ENFORCED = Set.of("required", "ignore", "string.max_len", "string.max_bytes", "string.pattern", "int32.gte", "int32.lte",
            "int64.gte", "int64.lte", "double.gte", "double.lte", "double.finite", "duration.gte", "duration.lte", "enum.defined_only",
            "repeated.max_items");

    boolean holds(Object value);

    Kind kind();

    /// @param value that breaks it
    String message(Object value);

    /// For people, as in "at most 128 characters".
    String description();

    /// In the order in which they are checked.
    ///
    /// @throws IllegalStateException for a rule that is not enforced here, naming it
    static List<ValueRule> of(FieldDescriptor field, FieldRules rules, FieldLimits limits) {
        requireEnforced(field, rules);
        List<ValueRule> all = new ArrayList<>();
        StringRules text = rules.getString();
        if (text.hasMaxLen()) {
            all.add(new TextRule.Length(Math.toIntExact(text.getMaxLen())));
        }
        if (text.hasMaxBytes()) {
            all.add(new TextRule.Bytes(Math.toIntExact(text.getMaxBytes())));
        }
        if (text.hasPattern()) {
            if (limits.getForm().isEmpty()) {
                throw new IllegalStateException("The pattern of " + field.getFullName()
                        + " is for programs: add what it asks for as (bellwether.limits.v1.field).form, as in \"of lower-case letters\"");
            }
            all.add(new TextRule.Form(TextPattern.of(text.getPattern()), limits.getForm()));
        }
        if (limits.hasPageSize()) {
            all.add(new NumberRule.Page(limits.getPageSize().getStandard(), limits.getPageSize().getMost()));
        } else if (rules.hasInt32()) {
            all.add(new NumberRule.Whole(rules.getInt32().hasGte() ? rules.getInt32().getGte() : Integer.MIN_VALUE,
                    rules.getInt32().hasLte() ? rules.getInt32().getLte() : Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE));
        } else if (rules.hasInt64()) {
            all.add(new NumberRule.Whole(rules.getInt64().hasGte() ? rules.getInt64().getGte() : Long.MIN_VALUE,
                    rules.getInt64().hasLte() ? rules.getInt64().getLte() : Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE));
        } else if (rules.hasDouble()) {
            DoubleRules number = rules.getDouble();
            all.add(new NumberRule.Real(number.hasGte() ? number.getGte() : Double.NEGATIVE_INFINITY,
                    number.hasLte() ? number.getLte() : Double.POSITIVE_INFINITY, number.getFinite()));
        } else if (rules.hasDuration()) {
            all.add(new NumberRule.Time(rules.getDuration().getGte().getSeconds(), rules.getDuration().getLte().getSeconds()));
        }
        if (limits.hasAmount()) {
            all.add(new NumberRule.Money(limits.getAmount().getMinUnits(), limits.getAmount().getMaxUnits()));
        }
        if (rules.getEnum().getDefinedOnly()) {
            all.add(new Known(field.getEnumType()));
        }
        if (rules.getRepeated().hasMaxItems()) {
            all.add(new Items(Math.toIntExact(rules.getRepeated().getMaxItems())));
        }
        return List.copyOf(all);
    }

    private static void requireEnforced(FieldDescriptor field, FieldRules rules) {
        rules.getAllFields().forEach((rule, value) -> {
            List<String> names = value instanceof Message ofType && !rule.isRepeated()
                    ? ofType.getAllFields().keySet().stream().map(it -> rule.getName() + "." + it.getName()).toList()
                    : List.of(rule.getName());
            names.stream().filter(name -> !ENFORCED.contains(name)).findFirst().ifPresent(name -> {
                throw new IllegalStateException(field.getFullName() + " has the rule " + name + ", which is not enforced here: use one of "
                        + ENFORCED.stream().sorted().collect(Collectors.joining(", ")) + ", or add it to ValueRule");
            });
        });
    }

    /// The values that a caller may give.
    static String names(EnumDescriptor type) {
        return "one of " + type.getValues().stream().filter(value -> value.getNumber() != 0).map(EnumValueDescriptor::getName)
                .collect(Collectors.joining(", "));
    }

    /// An enum value of this version.
    record Known(EnumDescriptor type) implements ValueRule {

        @Override
        public boolean holds(Object value) {
            return type.findValueByNumber(((EnumValueDescriptor) value).getNumber()) != null;
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN_VALUE;
        }

        @Override
        public String message(Object value) {
            return "must be " + names(type);
        }

        @Override
        public String description() {
            return names(type);
        }
    }

    /// How many there may be in a list.
    record Items(int most) implements ValueRule {

        @Override
        public boolean holds(Object value) {
            return ((List<?>) value).size() <= most;
        }

        @Override
        public Kind kind() {
            return Kind.OUT_OF_RANGE;
        }

        @Override
        public String message(Object value) {
            return "at most " + most + " in one call, not " + ((List<?>) value).size();
        }

        @Override
        public String description() {
            return "at most " + NumberRule.grouped(most);
        }
    }
}
