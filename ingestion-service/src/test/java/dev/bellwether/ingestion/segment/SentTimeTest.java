package dev.bellwether.ingestion.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentTimeTest {

    private static final Instant RECEIVED = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void a_call_made_a_minute_before_it_was_sent_was_made_a_minute_before_it_came_whatever_the_senders_clock_says() {
        Map<String, Object> call = Map.of("timestamp", "2031-01-01T00:00:00.000Z", "sentAt", "2031-01-01T00:01:00.000Z");
        assertThat(SentTime.of(call, RECEIVED)).isEqualTo("2026-03-10T11:59:00Z");
    }

    @Test
    void the_original_timestamp_is_the_senders_clock_where_there_is_one() {
        Map<String, Object> call = Map.of(
                "originalTimestamp", "2031-01-01T00:00:00Z", "timestamp", "2026-03-10T10:00:00Z", "sentAt", "2031-01-01T00:00:30Z");
        assertThat(SentTime.of(call, RECEIVED)).isEqualTo("2026-03-10T11:59:30Z");
    }

    @Test
    void the_past_that_is_sent_today_stays_the_past() {
        Map<String, Object> call = Map.of("timestamp", "2025-06-01T08:00:00Z", "sentAt", "2026-03-10T12:00:05Z");
        // The sender's clock is five seconds ahead.
        assertThat(SentTime.of(call, RECEIVED)).isEqualTo("2025-06-01T07:59:55Z");
    }

    @Test
    void without_a_time_of_sending_the_timestamp_holds_as_it_is() {
        assertThat(SentTime.of(Map.of("timestamp", "2026-03-10T10:00:00Z"), RECEIVED)).isEqualTo("2026-03-10T10:00:00Z");
    }

    @Test
    void without_a_timestamp_it_was_when_it_came() {
        assertThat(SentTime.of(Map.of("sentAt", "2031-01-01T00:00:00Z"), RECEIVED)).isEqualTo(RECEIVED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T12:00:00.123456789Z, 2026-03-10T12:00:00.123456789Z",
        "2026-03-10T14:00:00+02:00, 2026-03-10T12:00:00Z",
        "2026-03-10T14:00:00+0200, 2026-03-10T12:00:00Z",
        "2026-03-10T12:00, 2026-03-10T12:00:00Z",
        "2026-03-10, 2026-03-10T00:00:00Z",
        "2026-03-10 12:00:00 UTC, 2026-03-10T12:00:00Z",
        "2026-03-10t12:00:00z, 2026-03-10T12:00:00Z",
        "2026-03-10T13:00:00+01:00[Europe/Berlin], 2026-03-10T12:00:00Z",
        "2026-03-10T12:00:00.123456789987Z, 2026-03-10T12:00:00.123456789Z",
        "1773144000000, 2026-03-10T12:00:00Z"})
    void what_senders_write_for_a_time_is_understood(String written, String meant) {
        assertThat(SentTime.instant("timestamp", written)).contains(Instant.parse(meant));
    }

    @Test
    void milliseconds_may_come_as_a_number() {
        assertThat(SentTime.instant("timestamp", 1_773_144_000_000L)).contains(RECEIVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-30T12:00:00Z", "99999999999999999999", "2026-03-10T25:00:00Z", "-",
        "+1000000-01-01T00:00:00Z"})
    void what_is_no_time_is_rejected(String written) {
        assertThatThrownBy(() -> SentTime.instant("timestamp", written))
                .isInstanceOfSatisfying(Rejection.class, rejection -> {
                    assertThat(rejection.field()).isEqualTo("timestamp");
                    assertThat(rejection.reason()).isIn(Reason.MALFORMED, Reason.OUT_OF_RANGE);
                });
    }

    @Test
    void a_time_that_no_clock_shows_is_rejected() {
        assertThatThrownBy(() -> SentTime.instant("timestamp", Long.MAX_VALUE)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> SentTime.instant("timestamp", 1e300)).isInstanceOf(Rejection.class);
        // Seconds for milliseconds would be a day in January 1970.
        assertThatThrownBy(() -> SentTime.instant("timestamp", 1_773_144_000L)).hasMessageContaining("looks like seconds");
        assertThatThrownBy(() -> SentTime.instant("timestamp", "1773144000")).hasMessageContaining("looks like seconds");
        assertThatThrownBy(() -> SentTime.instant("timestamp", true)).isInstanceOf(Rejection.class);
    }
}
