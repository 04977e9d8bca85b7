package dev.bellwether.playbooks.api;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.Recommendation;
import java.time.Instant;
import java.util.stream.Collectors;

/// What a caller must keep to.
final class Require {

    private Require() {}

    static String text(String field, String value, int most) {
        if (value.isBlank()) {
            throw new Refusal.InvalidArgument(field, "is required");
        }
        return atMost(field, value, most);
    }

    static String atMost(String field, String value, int most) {
        if (value.codePointCount(0, value.length()) > most) {
            throw new Refusal.InvalidArgument(field, "has more than " + most + " characters");
        }
        return value;
    }

    static Instant time(String field, Timestamp timestamp) {
        if (!Timestamps.isValid(timestamp)) {
            throw new Refusal.InvalidArgument(field, "is no time of the years 1 to 9999, as 2026-12-01T09:00:00Z is one");
        }
        return Dates.instant(timestamp);
    }

    static ActionKind kind(ActionKind kind) {
        if (kind == ActionKind.UNRECOGNIZED) {
            throw new Refusal.InvalidArgument("kind", "must be one of " + names(ActionKind.getDescriptor()));
        }
        return kind;
    }

    static Recommendation.Status status(Recommendation.Status status) {
        if (status == Recommendation.Status.UNRECOGNIZED) {
            throw new Refusal.InvalidArgument("status", "must be one of " + names(Recommendation.Status.getDescriptor()));
        }
        return status;
    }

    private static String names(EnumDescriptor values) {
        return values.getValues().stream().filter(value -> value.getNumber() != 0).map(EnumValueDescriptor::getName)
                .collect(Collectors.joining(", "));
    }

    static Recommendation.Outcome outcome(Recommendation.Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED, FAILED, NEUTRAL -> outcome;
            case OUTCOME_UNSPECIFIED, UNRECOGNIZED ->
                throw new Refusal.InvalidArgument("outcome", "is required: SUCCEEDED, FAILED or NEUTRAL");
        };
    }
}
