package dev.bellwether.mapping.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The zone behind a time: `Z`, `UTC`, `+02`, `+0200`, `GMT+2`, `+02:00[Europe/Berlin]`, `Europe/Berlin`.
final class WrittenZone {

    private static final Pattern FORM = Pattern.compile(
            "(?i:(Z|UTC|GMT))?\\s*(?:([+\\-\u2212])(\\d{2}):?(\\d{2})(?::(\\d{2}))?|([+\\-\u2212])(\\d{1,2}))?\\s*(?:\\[([^\\]]+)\\]|([A-Za-z_]+(?:/[A-Za-z0-9_+\\-]+)+))?");

    private WrittenZone() {}

    /// @throws DateTimeException with what is wrong with it
    static Instant instant(LocalDateTime local, String zone) {
        Matcher form = FORM.matcher(zone.strip());
        if (!form.matches()) {
            throw new DateTimeException(
                    "'" + zone.strip() + "' is no zone: an offset such as +02:00, Z, UTC or a name such as Europe/Berlin is one");
        }
        String region = form.group(8) == null ? form.group(9) : form.group(8);
        ZoneOffset offset = offset(form);
        if (offset == null) {
            return instant(local, region(region));
        }
        if (region != null && !region(region).getRules().isValidOffset(local, offset)) {
            throw new DateTimeException("the offset " + offset + " is not that of " + region + " at this time");
        }
        return local.toInstant(offset);
    }

    /// @throws DateTimeException when clocks in the zone never showed this time, or showed it twice
    static Instant instant(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return switch (offsets.size()) {
            case 1 -> local.toInstant(offsets.getFirst());
            case 0 -> throw new DateTimeException("clocks in " + zone + " were put forward over this time");
            default ->
                throw new DateTimeException("clocks in " + zone + " showed this time twice: only its offset, " + offsets.getFirst() + " or "
                        + offsets.getLast() + ", says which it was");
        };
    }

    /// @throws DateTimeException when there is none of this name
    static ZoneId region(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException unknown) {
            throw new DateTimeException("there is no zone '" + name + "': a name such as Europe/Berlin is one", unknown);
        }
    }

    private static ZoneOffset offset(Matcher form) {
        if (form.group(2) != null) {
            return offset(form.group(2), form.group(3), form.group(4), form.group(5));
        }
        if (form.group(6) != null) {
            return offset(form.group(6), form.group(7), "0", null);
        }
        return form.group(1) == null ? null : ZoneOffset.UTC;
    }

    private static ZoneOffset offset(String sign, String hours, String minutes, String seconds) {
        int direction = sign.equals("+") ? 1 : -1;
        return ZoneOffset.ofHoursMinutesSeconds(direction * Integer.parseInt(hours), direction * Integer.parseInt(minutes),
                seconds == null ? 0 : direction * Integer.parseInt(seconds));
    }
}
