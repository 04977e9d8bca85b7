package dev.bellwether.proto.constraint;

import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import dev.bellwether.limits.v1.LimitsProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What a message and all that is in it may hold. Made once for each type of message.
public final class MessageConstraints {

    private static final Map<Descriptor, MessageConstraints> ALL = new ConcurrentHashMap<>();

    private final Descriptor message;
    /// Without those that may hold anything.
    private final FieldConstraints[] fields;
    private final List<OneofDescriptor> requiredOneofs;

    private MessageConstraints(Descriptor message) {
        if (message.getOptions().hasExtension(ValidateProto.message)) {
            throw new IllegalStateException(message.getFullName() + " has rules of the whole message, which are not enforced here:"
                    + " state them beside a field, or check them in the service");
        }
        this.message = message;
        fields = message.getFields().stream().map(FieldConstraints::of).filter(it -> it.isAnything() || it.leadsFurther())
                .toArray(FieldConstraints[]::new);
        requiredOneofs = message.getRealOneofs().stream()
                .filter(oneof -> oneof.getOptions().getExtension(ValidateProto.oneof).getRequired()).toList();
    }

    /// @throws IllegalStateException for a rule that is not enforced here, naming it
    public static MessageConstraints of(Descriptor message) {
        MessageConstraints known = ALL.get(message);
        return known == null ? ALL.computeIfAbsent(message, MessageConstraints::new) : known;
    }

    public List<FieldConstraints> fields() {
        return List.of(fields);
    }

    /// The most bytes of its binary form.
    ///
    /// @throws IllegalStateException when the contract does not limit them
    public int maxBytes() {
        int most = message.getOptions().getExtension(LimitsProto.message).getMaxBytes();
        if (most == 0) {
            throw new IllegalStateException("The contract of " + message.getFullName() + " has no max_bytes");
        }
        return most;
    }

    /// The first thing that is wrong with it, in the order of its fields.
    public static Optional<FieldViolation> violation(Message message) {
        return Optional.ofNullable(of(message.getDescriptorForType()).find(message));
    }

    FieldViolation find(Message checked) {
        for (FieldConstraints field : fields) {
            FieldViolation found = field.find(checked);
            if (found != null) {
                return found;
            }
        }
        for (OneofDescriptor oneof : requiredOneofs) {
            if (!checked.hasOneof(oneof)) {
                return new FieldViolation(oneof.getName(), FieldViolation.Kind.REQUIRED,
                        "is required: one of " + oneof.getFields().stream().map(it -> it.getName()).collect(Collectors.joining(", ")));
            }
        }
        return null;
    }
}
