package dev.bellwether.proto.constraint;

import build.buf.validate.FieldRules;
import build.buf.validate.Ignore;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import dev.bellwether.limits.v1.FieldLimits;
import dev.bellwether.limits.v1.LimitsProto;
import dev.bellwether.limits.v1.PageSize;
import dev.bellwether.proto.constraint.FieldViolation.Kind;
import java.util.List;
import java.util.Optional;

/// What one field may hold, by the options beside it. A rule of `buf.validate` means here what it means to its own libraries; one that
/// is not enforced here cannot be stated.
public final class FieldConstraints {

    private static final String WELL_KNOWN = "google.";

    private final FieldDescriptor field;
    private final FieldRules rules;
    private final FieldLimits limits;
    private final List<ValueRule> values;
    private final boolean recursive;
    // Cached: descriptors and messages look these up at each call.
    private final boolean required;
    private final boolean presence;
    private final boolean repeated;
    private final Ignore ignore;

    private FieldConstraints(FieldDescriptor field) {
        this.field = field;
        this.rules = field.getOptions().getExtension(ValidateProto.field);
        this.limits = field.getOptions().getExtension(LimitsProto.field);
        this.required = rules.getRequired();
        this.presence = field.hasPresence();
        this.repeated = field.isRepeated();
        this.ignore = rules.getIgnore();
        this.values = ignore == Ignore.IGNORE_ALWAYS ? List.of() : ValueRule.of(field, rules, limits);
        this.recursive = field.getJavaType() == JavaType.MESSAGE && ignore != Ignore.IGNORE_ALWAYS
                && !field.getMessageType().getFile().getPackage().startsWith(WELL_KNOWN);
    }

    /// @throws IllegalStateException for a rule that is not enforced here, naming it
    static FieldConstraints of(FieldDescriptor field) {
        return new FieldConstraints(field);
    }

    public static FieldConstraints of(Descriptor message, int number) {
        return of(message.findFieldByNumber(number));
    }

    public FieldDescriptor field() {
        return field;
    }

    public boolean required() {
        return required;
    }

    public boolean hasMaxLength() {
        return rules.getString().hasMaxLen();
    }

    /// In code points.
    ///
    /// @throws IllegalStateException when the contract does not limit the text
    public int maxLength() {
        require(rules.getString().hasMaxLen(), "string.max_len");
        return Math.toIntExact(rules.getString().getMaxLen());
    }

    /// In UTF-8.
    ///
    /// @throws IllegalStateException when the contract does not limit the text
    public int maxBytes() {
        require(rules.getString().hasMaxBytes(), "string.max_bytes");
        return Math.toIntExact(rules.getString().getMaxBytes());
    }

    /// @throws IllegalStateException when the contract does not limit the list
    public int maxItems() {
        require(rules.getRepeated().hasMaxItems(), "repeated.max_items");
        return Math.toIntExact(rules.getRepeated().getMaxItems());
    }

    /// @throws IllegalStateException when the contract does not say how many items an answer holds by it
    public PageSize pageSize() {
        require(limits.hasPageSize(), "page_size");
        return limits.getPageSize();
    }

    public boolean hasPageSize() {
        return limits.hasPageSize();
    }

    /// @throws IllegalStateException when the contract does not limit the depth
    public int maxDepth() {
        require(limits.hasMaxDepth(), "max_depth");
        return limits.getMaxDepth();
    }

    /// @throws IllegalStateException when the contract does not say how the text looks
    public TextPattern pattern() {
        require(rules.getString().hasPattern(), "string.pattern");
        return TextPattern.of(rules.getString().getPattern());
    }

    /// The greatest whole number, or number of seconds.
    ///
    /// @throws IllegalStateException when the contract does not limit it
    public long most() {
        require(rules.getInt32().hasLte() || rules.getInt64().hasLte() || rules.getDuration().hasLte(), "lte");
        return switch (rules.getTypeCase()) {
            case INT32 -> rules.getInt32().getLte();
            case INT64 -> rules.getInt64().getLte();
            default -> rules.getDuration().getLte().getSeconds();
        };
    }

    private void require(boolean given, String rule) {
        if (!given) {
            throw new IllegalStateException("The contract of " + field.getFullName() + " has no " + rule);
        }
    }

    boolean isAnything() {
        return required || !values.isEmpty();
    }

    /// Whether there is more to be checked within.
    boolean leadsFurther() {
        return recursive;
    }

    /// What the field may hold, in the order in which it is checked, for people.
    List<String> descriptions() {
        return values.stream().map(ValueRule::description).toList();
    }

    /// The first thing that is wrong with it.
    public Optional<FieldViolation> violation(Message message) {
        return Optional.ofNullable(find(message));
    }

    /// As [#violation]. It runs for every event, and allocates only what reflection does.
    FieldViolation find(Message message) {
        if (ignore == Ignore.IGNORE_ALWAYS) {
            return null;
        }
        if (repeated) {
            return findInList(message);
        }
        if (presence && !message.hasField(field)) {
            return required ? missing() : null;
        }
        Object value = message.getField(field);
        if (!presence && isZero(value)) {
            if (required) {
                return missing();
            }
            if (ignore == Ignore.IGNORE_IF_ZERO_VALUE) {
                return null;
            }
        }
        for (ValueRule rule : values) {
            if (!rule.holds(value)) {
                return new FieldViolation(field.getName(), rule.kind(), rule.message(value));
            }
        }
        return recursive ? nested((Message) value, -1) : null;
    }

    private FieldViolation findInList(Message message) {
        List<?> list = (List<?>) message.getField(field);
        if (required && list.isEmpty()) {
            return missing();
        }
        for (ValueRule rule : values) {
            if (!rule.holds(list)) {
                return new FieldViolation(field.getName(), rule.kind(), rule.message(list));
            }
        }
        for (int i = 0; recursive && !field.isMapField() && i < list.size(); i++) {
            FieldViolation found = nested((Message) list.get(i), i);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// @param index in a list; below 0 outside of one
    private FieldViolation nested(Message value, int index) {
        FieldViolation found = MessageConstraints.of(value.getDescriptorForType()).find(value);
        return found == null ? null : found.within(index < 0 ? field.getName() + "." : field.getName() + "[" + index + "].");
    }

    private FieldViolation missing() {
        return new FieldViolation(field.getName(), Kind.REQUIRED, missingMessage());
    }

    private String missingMessage() {
        if (!limits.getMissing().isEmpty()) {
            return limits.getMissing();
        }
        if (rules.getString().hasMaxLen()) {
            return "must have 1 to " + maxLength() + " characters";
        }
        return field.getJavaType() == JavaType.ENUM ? "is required: " + ValueRule.names(field.getEnumType()) : "is required";
    }

    private static boolean isZero(Object value) {
        return switch (value) {
            case String text -> text.isEmpty();
            case com.google.protobuf.ByteString bytes -> bytes.isEmpty();
            case com.google.protobuf.Descriptors.EnumValueDescriptor constant -> constant.getNumber() == 0;
            case Boolean bool -> !bool;
            case Double number -> Double.doubleToRawLongBits(number) == 0;
            case Float number -> Float.floatToRawIntBits(number) == 0;
            case Number number -> number.longValue() == 0;
            default -> false;
        };
    }
}
