package dev.bellwether.playbooks.api;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.time.Dates;
import java.time.Instant;

/// What a caller must keep to.
final class Require {

    private Require() {}

    static Instant time(String field, Timestamp timestamp) {
        if (!Timestamps.isValid(timestamp)) {
            throw new Refusal.InvalidArgument(field, "is no time of the years 1 to 9999, as 2026-12-01T09:00:00Z is one");
        }
        return Dates.instant(timestamp);
    }
}
