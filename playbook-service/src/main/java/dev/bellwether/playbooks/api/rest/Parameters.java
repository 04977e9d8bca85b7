package dev.bellwether.playbooks.api.rest;

import com.google.protobuf.Timestamp;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import dev.bellwether.playbooks.v1.Recommendation.Status;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Text of a request as the contract's values. Absent is the contract's default.
final class Parameters {

    private Parameters() {}

    static String text(String value) {
        return value == null ? "" : value;
    }

    static int number(String field, String value) {
        try {
            return text(value).isEmpty() ? 0 : Integer.parseInt(value);
        } catch (NumberFormatException wrong) {
            throw new Refusal.InvalidArgument(field, "must be a whole number, not '" + value + "'");
        }
    }

    static boolean yesOrNo(String field, String value) {
        return switch (text(value)) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw new Refusal.InvalidArgument(field, "must be true or false, not '" + value + "'");
        };
    }

    static ActionKind kind(String value) {
        return constant("kind", value, ActionKind.values(), ActionKind.ACTION_KIND_UNSPECIFIED, ActionKind.UNRECOGNIZED);
    }

    static Status status(String value) {
        return constant("status", value, Status.values(), Status.STATUS_UNSPECIFIED, Status.UNRECOGNIZED);
    }

    static Outcome outcome(String value) {
        return constant("outcome", value, Outcome.values(), Outcome.OUTCOME_UNSPECIFIED, Outcome.UNRECOGNIZED);
    }

    private static <E extends Enum<E>> E constant(String field, String value, E[] constants, E unspecified, E unrecognized) {
        if (text(value).isEmpty()) {
            return unspecified;
        }
        return Arrays.stream(constants)
                .filter(each -> each != unspecified && each != unrecognized && each.name().equals(value))
                .findAny()
                .orElseThrow(() -> new Refusal.InvalidArgument(
                        field,
                        "must be one of "
                                + Arrays.stream(constants)
                                        .filter(each -> each != unspecified && each != unrecognized)
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))
                                + "; not '" + value + "'"));
    }

    static Timestamp time(String field, String value) {
        if (text(value).isEmpty()) {
            throw new Refusal.InvalidArgument(field, "is required: a time as in 2026-12-01T09:00:00Z");
        }
        try {
            return Dates.timestamp(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException wrong) {
            throw new Refusal.InvalidArgument(field, "must be a time as in 2026-12-01T09:00:00Z, not '" + value + "'");
        }
    }

    static <T> T body(T body) {
        if (body == null) {
            throw new Refusal.InvalidArgument("body", "is required: a JSON object");
        }
        return body;
    }
}
