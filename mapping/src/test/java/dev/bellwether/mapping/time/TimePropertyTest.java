package dev.bellwether.mapping.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What java.time writes of a moment is read as that moment, whatever the form.
class TimePropertyTest {

    private static final long FROM = Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();
    private static final long TO = Instant.parse("2090-01-01T00:00:00Z").getEpochSecond();

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(FROM, TO).flatMap(seconds -> Arbitraries.integers().between(0, 999_999_999)
                .map(nanos -> Instant.ofEpochSecond(seconds, nanos)));
    }

    @Provide
    Arbitrary<ZoneOffset> offsets() {
        return Arbitraries.integers().between(-14 * 60, 14 * 60).map(minutes -> ZoneOffset.ofTotalSeconds(minutes * 60));
    }

    @Provide
    Arbitrary<String> zoned() {
        return Arbitraries.of("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSXXX", "yyyy-MM-dd HH:mm:ss.SSSSSSSSSXX", "yyyy-MM-dd HH:mm:ss,SSSSSSSSS xx",
                "yyyy/MM/dd H:mm:ss.SSSSSSSSS xxx", "yyyy-M-d h:mm:ss.SSSSSSSSS a xx", "yyyyMMdd'T'HHmmss.SSSSSSSSSxx",
                "yyyy-MM-dd HH:mm:ss.SSSSSSSSS 'UTC'XXX");
    }

    @Property(tries = 2_000)
    void a_moment_with_its_offset_comes_back(@ForAll("moments") Instant moment, @ForAll("offsets") ZoneOffset offset,
            @ForAll("zoned") String pattern) {
        String form = pattern.contains("'UTC'") && offset.getTotalSeconds() == 0 ? "yyyy-MM-dd HH:mm:ss.SSSSSSSSS 'UTC'" : pattern;
        String written = DateTimeFormatter.ofPattern(form, Locale.ENGLISH).format(moment.atOffset(offset));

        assertThat(IsoTime.parse(written).at()).as(written).isEqualTo(moment);
    }

    @Property(tries = 2_000)
    void a_local_time_of_a_zone_comes_back_or_is_refused_when_clocks_showed_it_twice(@ForAll("moments") Instant moment,
            @ForAll("patterns") String pattern, @ForAll("zones") ZoneId zone) {
        String written = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(moment.atZone(zone));
        TimeReader reader = new TimeReader(List.of(TimeFormat.of(pattern)), zone);
        LocalDateTime local = moment.atZone(zone).toLocalDateTime();

        if (zone.getRules().getValidOffsets(local).size() == 1) {
            assertThat(reader.read(written).orElseThrow().at()).as(written).isEqualTo(moment);
        } else {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> reader.read(written))).isInstanceOf(UnreadableTime.class);
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("d.M.yyyy H:mm:ss.SSSSSSSSS", "M/d/yyyy h:mm:ss.SSSSSSSSS a", "MMM d, yyyy h:mm:ss.SSSSSSSSS a",
                "EEEE, d MMMM yyyy HH:mm:ss.nnnnnnnnn",
                "dd-MMM-yyyy HH:mm:ss.SSSSSSSSS");
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")
                .map(ZoneId::of);
    }

    @Property(tries = 2_000)
    void any_text_is_a_time_or_refused_as_none(@ForAll("texts") String text) {
        try {
            TimeReader.ISO.read(text);
        } catch (UnreadableTime refused) {
            assertThat(refused).hasMessageStartingWith("'");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("0123456789-/:.+TZ ,[]aAmMpPEuropeBlin").ofMaxLength(32);
    }
}
