package dev.bellwether.chassis.constraint;

import com.google.protobuf.Message;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.proto.constraint.MessageConstraints;

/// Holds a request to what its contract says in options: required fields, lengths, patterns, ranges.
public final class RequestConstraints {

    private RequestConstraints() {}

    /// @return the same request
    /// @throws Refusal.InvalidArgument with the first field that does not keep to it
    public static <T extends Message> T checked(T request) {
        MessageConstraints.violation(request).ifPresent(violation -> {
            throw new Refusal.InvalidArgument(violation.field(), violation.kind().name(), violation.message());
        });
        return request;
    }
}
