package dev.bellwether.mapping.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is right follows from ISO 8601 and RFC 3339, and from the zones' offsets in October (Berlin +02:00, Kolkata +05:30).
class TimeReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-10-16T03:00:00.000+0000             | 2026-10-16T03:00:00Z
            2026-10-16 03:00:00+00                   | 2026-10-16T03:00:00Z
            2026-10-16 05:00:00.25+02                | 2026-10-16T03:00:00.250Z
            2026-10-16 03:00:00 +0000                | 2026-10-16T03:00:00Z
            2026-10-16T05:00:00+02:00                | 2026-10-16T03:00:00Z
            2026-10-16T03:00Z                        | 2026-10-16T03:00:00Z
            2026-10-16 03:00                         | 2026-10-16T03:00:00Z
            2026-10-16 03:00:00 UTC                  | 2026-10-16T03:00:00Z
            2026-10-16 03:00:00 GMT                  | 2026-10-16T03:00:00Z
            2026-10-16 03:00:00 Z                    | 2026-10-16T03:00:00Z
            2026-10-16t03:00:00z                     | 2026-10-16T03:00:00Z
            2026-10-16 08:30:00+05:30                | 2026-10-16T03:00:00Z
            2026-10-16 3:00                          | 2026-10-16T03:00:00Z
            2026-10-16 3:00 PM                       | 2026-10-16T15:00:00Z
            2026-10-16 12:30 am                      | 2026-10-16T00:30:00Z
            2026/10/16 03:00:00                      | 2026-10-16T03:00:00Z
            20261016T030000Z                         | 2026-10-16T03:00:00Z
            2026-10-16T05:00:00+02:00[Europe/Berlin] | 2026-10-16T03:00:00Z
            2026-10-16T05:00:00[Europe/Berlin]       | 2026-10-16T03:00:00Z
            2026-10-16 05:00:00 Europe/Berlin        | 2026-10-16T03:00:00Z
            2026-10-16T03:00:00Z[UTC]                | 2026-10-16T03:00:00Z
            2026-10-16 05:00:00 GMT+2                | 2026-10-16T03:00:00Z
            2026-10-16 05:00:00 UTC+02:00            | 2026-10-16T03:00:00Z
            2026-10-15T23:00:00\u221204:00           | 2026-10-16T03:00:00Z
            2026-10-16T03:00:00.123456789987Z        | 2026-10-16T03:00:00.123456789Z
            2026-10-16T03:00:00,5Z                   | 2026-10-16T03:00:00.500Z
            2026-10-15T24:00:00Z                     | 2026-10-16T00:00:00Z
            2026-12-31T24:00                         | 2027-01-01T00:00:00Z
            2026-10-16                               | 2026-10-16T00:00:00Z
            2026-10-16T03:00:00-00:00                | 2026-10-16T03:00:00Z
            """)
    void what_begins_with_the_year_is_the_moment_that_it_says(String written, Instant moment) {
        assertThat(TimeReader.ISO.read(written)).hasValueSatisfying(time -> assertThat(time.at()).isEqualTo(moment));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            16.10.2026 03:00                         | 'd.M.yyyy H:mm' says that the day comes first
            10/16/2026                               | 'M/d/yyyy' says that the month comes first
            16/10/2026                               | 'd/M/yyyy' says that the day comes first
            03/04/2026 3:00 PM                       | 'M/d/yyyy h:mm a' says that the month comes first, 'd/M/yyyy h:mm a' that the day does
            3-4-26                                   | 'M-d-yy' says that the month comes first
            1792119600                               | epoch-seconds
            1792119600000                            | epoch-millis
            46311.125                                | excel
            20261016                                 | yyyyMMdd
            16 Oct 2026                              | 'd MMM yyyy'
            Oct 16, 2026 3:00 AM                     | 'MMM d, yyyy[ h:mm a]'
            2026-02-30                               | there is no day 30 in month 2 of 2026
            2026-13-02                               | there is no month 13
            0000-10-16                               | there was no year 0
            2026-10-16T25:00:00Z                     | no clock shows 25:00:00
            2026-10-16T24:00:01Z                     | no clock shows 24:00:01
            2016-12-31T23:59:60Z                     | leap second
            2026-10-16 13:00 PM                      | the hour is 1 to 12
            2026-10-16T05:00:00+01:00[Europe/Berlin] | the offset +01:00 is not that of Europe/Berlin
            2026-10-16 03:00:00 CEST                 | 'CEST' is no zone
            2026-10-16 03:00:00 PST                  | 'PST' is no zone
            2026-10-16 03:00:00 Europe/Berlyn        | there is no zone 'Europe/Berlyn'
            2026-10-16T03:00:00+99:00                | is not a time
            2026-03-29T02:30:00[Europe/Berlin]       | were put forward over this time
            2026-10-25T02:30:00[Europe/Berlin]       | showed this time twice
            2026-10-16T                              | neither a date nor a time
            2026-10-16T03                            | neither a date nor a time
            soon                                     | neither a date nor a time
            -2026-10-16                              | neither a date nor a time
            """)
    void what_is_no_certain_moment_is_refused_with_what_would_be_right(String written, String why) {
        assertThatThrownBy(() -> TimeReader.ISO.read(written)).isInstanceOf(UnreadableTime.class).hasMessageContaining(written)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            M/d/yyyy                     | 10/16/2026                    | 2026-10-16T00:00:00Z
            M/d/yyyy[ h:mm a]            | 10/16/2026 3:00 PM            | 2026-10-16T15:00:00Z
            M/d/yyyy[ h:mm a]            | 10/16/2026 3:00\u202fpm       | 2026-10-16T15:00:00Z
            d.M.yyyy[ H:mm[:ss]]         | 16.10.2026 03:00              | 2026-10-16T03:00:00Z
            d.M.yy                       | 16.10.26                      | 2026-10-16T00:00:00Z
            d MMM yyyy                   | 16 Oct 2026                   | 2026-10-16T00:00:00Z
            dd-MMM-yy                    | 16-OCT-26                     | 2026-10-16T00:00:00Z
            'MMM d, yyyy[ h:mm a]'       | Oct 16, 2026 3:00 AM          | 2026-10-16T03:00:00Z
            'MMMM d, yyyy'               | October 16, 2026              | 2026-10-16T00:00:00Z
            'EEE, d MMM yyyy HH:mm:ss X' | Fri, 16 Oct 2026 05:00:00 +02 | 2026-10-16T03:00:00Z
            yyyyMMdd                     | 20261016                      | 2026-10-16T00:00:00Z
            epoch-seconds                | 1792119600                    | 2026-10-16T03:00:00Z
            epoch-seconds                | 1792119600.5                  | 2026-10-16T03:00:00.500Z
            epoch-millis                 | 1792119600000                 | 2026-10-16T03:00:00Z
            excel                        | 46311.125                     | 2026-10-16T03:00:00Z
            excel                        | '46311,3333333333'            | 2026-10-16T08:00:00Z
            excel                        | 46311                         | 2026-10-16T00:00:00Z
            """)
    void a_format_that_is_named_says_what_a_text_means(String format, String written, Instant moment) {
        assertThat(reader("UTC", format).read(written)).hasValueSatisfying(time -> assertThat(time.at()).isEqualTo(moment));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            M/d/yyyy      | 16/10/2026     | is not written as time_format says: M/d/yyyy
            M/d/yyyy      | 10/16/2026 3:00| is not written as time_format says
            d.M.yyyy      | 30.2.2026      | is not written as time_format says
            d.M.yyyy      | 2026-10-16     | is not written as time_format says
            epoch-millis  | 1792119600     | looks like seconds
            epoch-seconds | 1792119600000  | looks like milliseconds
            excel         | 20261016       | Excel's day numbers
            """)
    void what_is_not_in_the_named_format_is_refused(String format, String written, String why) {
        assertThatThrownBy(() -> reader("UTC", format).read(written)).isInstanceOf(UnreadableTime.class).hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mm/dd/yyyy", "YYYY-MM-dd", "d.M.", "d.M.yyyy hh:mm", "DD.MM.yyyy", "soon", "yyyy-MM-dd z", "yyyy-MM-dd mm"})
    void a_format_that_loses_a_part_of_the_time_is_refused_where_it_is_named(String pattern) {
        assertThatThrownBy(() -> TimeFormat.of(pattern)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no format of times");
    }

    @Test
    void of_several_formats_the_one_that_fits_counts_and_two_that_disagree_are_refused() {
        assertThat(reader("UTC", "iso", "d.M.yyyy").read("16.10.2026").orElseThrow().day()).isEqualTo(LocalDate.of(2026, 10, 16));
        assertThat(reader("UTC", "M/d/yyyy", "d/M/yyyy").read("4/4/2026").orElseThrow().day()).isEqualTo(LocalDate.of(2026, 4, 4));
        assertThatThrownBy(() -> reader("UTC", "M/d/yyyy", "d/M/yyyy").read("3/4/2026"))
                .hasMessageContaining("could be 2026-03-04T00:00:00Z or 2026-04-03T00:00:00Z");
    }

    @Test
    void a_zone_is_that_of_times_without_one_and_a_date_stays_its_day() {
        TimeReader berlin = reader("Europe/Berlin", "iso", "d.M.yyyy[ H:mm]");

        assertThat(berlin.read("16.10.2026 05:00").orElseThrow().at()).isEqualTo("2026-10-16T03:00:00Z");
        assertThat(berlin.read("2026-01-16 05:00").orElseThrow().at()).isEqualTo("2026-01-16T04:00:00Z");
        assertThat(berlin.read("2026-10-16 05:00Z").orElseThrow().at()).isEqualTo("2026-10-16T05:00:00Z");
        assertThat(berlin.read("16.10.2026").orElseThrow().at()).isEqualTo("2026-10-16T00:00:00Z");
        assertThatThrownBy(() -> berlin.read("29.3.2026 2:30")).hasMessageContaining("were put forward over this time");
        assertThatThrownBy(() -> berlin.read("25.10.2026 2:30")).hasMessageContaining("showed this time twice")
                .hasMessageContaining("+02:00 or +01:00");
    }

    @Test
    void midnight_in_a_zone_stays_that_date() {
        assertThat(day(TimeReader.ISO, "2026-10-16T00:00:00+02:00")).isEqualTo("2026-10-16");
        assertThat(day(TimeReader.ISO, "2026-10-16T00:00:00-07:00")).isEqualTo("2026-10-16");
        assertThat(day(TimeReader.ISO, "2026-10-16T00:00:00Z")).isEqualTo("2026-10-16");
        assertThat(day(reader("America/New_York", "iso"), "2026-10-16T00:00:00Z")).isEqualTo("2026-10-16");
        // As JavaScript writes a day that was chosen in Berlin.
        assertThat(day(reader("Europe/Berlin", "iso"), "2026-10-15T22:00:00.000Z")).isEqualTo("2026-10-16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31", "9999-12-31T23:59:59Z", "9999-12-31 23:59:59.9999999", "2999-12-31", "3000-01-01", "2099-12-31",
        "0001-01-01",
        "0001-01-01T00:00:00Z", "1753-01-01", "1899-12-30", "1900-01-01", "1970-01-01T00:00:00Z", "0000-00-00", "0000-00-00 00:00:00",
        "infinity",
        "-infinity", "4712-12-31", "9999-12-31T22:59:59Z"})
    void a_date_that_stands_for_no_end_is_read_as_none(String written) {
        assertThat(TimeReader.ISO.read(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2125-03-01", "2027-12-31", "1970-01-02", "2205-11-30"})
    void a_day_that_may_be_mistyped_is_not_passed_over(String written) {
        assertThat(TimeReader.ISO.read(written)).isPresent();
    }

    private static LocalDate day(TimeReader reader, String written) {
        return reader.read(written).orElseThrow().day();
    }

    private static TimeReader reader(String zone, String... formats) {
        return new TimeReader(Arrays.stream(formats).map(TimeFormat::of).toList(), ZoneId.of(zone));
    }
}
