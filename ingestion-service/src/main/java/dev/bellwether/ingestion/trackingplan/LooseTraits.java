package dev.bellwether.ingestion.trackingplan;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.FieldValues;
import dev.bellwether.mapping.time.ReadTime;
import dev.bellwether.mapping.time.TimeReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Traits as senders write them: a number perhaps as a text, or as a decimal (250, 250.0, "250" and 1e3), a text perhaps as a number. What
/// does not fit is left out: it was not written for us, and an account without its country is better than none.
public final class LooseTraits {

    // 1973-03-03, of either.
    private static final long OLDEST_SECOND = 100_000_000L;
    private static final long OLDEST_MILLISECOND = 100_000_000_000L;

    private LooseTraits() {}

    /// The first of the names that is there and fits.
    ///
    /// @param most characters
    public static Optional<String> text(Map<?, ?> traits, int most, String... names) {
        return texts(traits, names).filter(text -> text.codePointCount(0, text.length()) <= most).findFirst();
    }

    /// The same, cut to as many characters as there is place for.
    public static Optional<String> cutText(Map<?, ?> traits, int most, String... names) {
        return texts(traits, names).findFirst()
                .map(text -> text.codePointCount(0, text.length()) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most)));
    }

    private static Stream<String> texts(Map<?, ?> traits, String... names) {
        return Stream.of(names).map(traits::get).filter(value -> value instanceof String || value instanceof Number)
                .map(value -> value.toString().strip()).filter(text -> !text.isEmpty());
    }

    public static Optional<Long> employees(Map<?, ?> traits) {
        return Stream.of("employees", "employee_count", "employeeCount").map(traits::get).filter(Objects::nonNull)
                .flatMap(value -> count(value).stream()).findFirst();
    }

    private static Optional<Long> count(Object value) {
        try {
            return Optional.of(FieldValues.whole(value)).filter(count -> count >= 0);
        } catch (IllegalArgumentException noNumber) {
            return Optional.empty();
        }
    }

    /// When the traits' owner signed up: `createdAt` or `created_at`, as ISO 8601 and what is [as certain](TimeReader#ISO), or counted from 1970 in
    /// milliseconds or, as some tools do, in seconds. Which of the two is told by the number: as the other, it would be in the 1970s or long
    /// from now. A day after that of the message is left out like one that cannot be read.
    public static Optional<Date> signedUpOn(Map<?, ?> traits, Timestamp saidAt) {
        LocalDate latest = Dates.dayOf(Dates.instant(saidAt)).plusDays(1);
        return Stream.of("createdAt", "created_at").map(traits::get).filter(Objects::nonNull).flatMap(value -> day(value).stream())
                .filter(day -> !day.isAfter(latest)).findFirst().map(Dates::date);
    }

    private static Optional<LocalDate> day(Object value) {
        try {
            if (value instanceof String text) {
                return TimeReader.ISO.read(text.strip()).map(ReadTime::day);
            }
            long count = FieldValues.whole(value);
            if (count < OLDEST_SECOND) {
                return Optional.empty();
            }
            return Optional.of(Dates.dayOf(count < OLDEST_MILLISECOND ? Instant.ofEpochSecond(count) : Instant.ofEpochMilli(count)));
        } catch (IllegalArgumentException | DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /// ISO 3166-1 alpha-2, in capitals however it is written.
    public static Optional<String> country(Map<?, ?> address) {
        return text(address, 2, "country").map(country -> country.toUpperCase(Locale.ROOT)).filter(country -> country.matches("[A-Z]{2}"));
    }

    public static Optional<CompanyType> companyType(Map<?, ?> traits) {
        return text(traits, 64, "companyType", "company_type")
                .flatMap(type -> switch (type.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_')) {
                    case "ENTERPRISE" -> Optional.of(CompanyType.ENTERPRISE);
                    case "SELF_SERVE" -> Optional.of(CompanyType.SELF_SERVE);
                    default -> Optional.empty();
                });
    }
}
