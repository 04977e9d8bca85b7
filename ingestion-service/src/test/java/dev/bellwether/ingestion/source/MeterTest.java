package dev.bellwether.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.errors.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterTest {

    private static final LocalDate LAST_OF_MARCH = LocalDate.of(2026, 3, 31);
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-03-31T23:50:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-04-01T00:00:00Z");

    private static Meter meter(long perSecond, long perDay, long perMonth) {
        return new Meter(SourceLimits.of(perSecond, perDay, perMonth), NOON);
    }

    private static void assertRefused(Meter meter, int events, Instant now, Duration retryAfter) {
        assertThatThrownBy(() -> meter.admit(events, now))
                .isInstanceOfSatisfying(Refusal.Overloaded.class, refused -> assertThat(refused.retryAfter()).isEqualTo(retryAfter));
    }

    private static void assertAdmitted(Meter meter, int events, Instant now) {
        assertThatCode(() -> meter.admit(events, now)).doesNotThrowAnyException();
    }

    @Test
    void without_limits_everything_is_admitted() {
        assertAdmitted(meter(0, 0, 0), Integer.MAX_VALUE, NOON);
    }

    @Test
    void a_days_quota_is_what_all_replicas_have_taken_and_ends_at_midnight() {
        Meter meter = meter(0, 100, 0);
        meter.known(LAST_OF_MARCH, 60, 60);
        meter.count(30, 5, 1, EVENING);

        assertAdmitted(meter, 10, EVENING);
        assertRefused(meter, 11, EVENING, Duration.ofMinutes(10));
        assertRefused(meter, 11, NOON, Duration.ofHours(1));
        assertAdmitted(meter, 100, NEXT_DAY);
    }

    @Test
    void a_months_quota_continues_after_midnight_and_ends_with_the_month() {
        Meter meter = meter(0, 0, 100);
        meter.known(LAST_OF_MARCH.minusDays(1), 0, 60);
        meter.count(40, 0, 1, NOON);

        assertRefused(meter, 1, EVENING, Duration.ofMinutes(10));
        assertAdmitted(meter, 100, NEXT_DAY);
        meter.count(1, 0, 1, NEXT_DAY);
        assertRefused(meter, 100, NEXT_DAY, Duration.ofHours(1));
    }

    @Test
    void what_is_on_its_way_to_the_database_counts_all_the_while() {
        Meter meter = meter(0, 100, 0);
        meter.known(LAST_OF_MARCH, 0, 0);
        meter.count(100, 0, 1, NOON);

        meter.take();
        assertRefused(meter, 1, NOON, Duration.ofHours(1));
        meter.written();
        assertRefused(meter, 1, NOON, Duration.ofHours(1));
        meter.known(LAST_OF_MARCH, 100, 100);
        assertRefused(meter, 1, NOON, Duration.ofHours(1));
    }

    @Test
    void counts_that_could_not_be_written_are_written_later_under_their_own_day() {
        Meter meter = meter(0, 0, 0);
        meter.count(1, 2, 3, EVENING);
        meter.take();
        meter.notWritten();
        meter.count(10, 20, 30, EVENING.plusSeconds(1));
        meter.count(100, 200, 300, NEXT_DAY);

        assertThat(meter.take()).isEqualTo(Map.of(
                LAST_OF_MARCH, new Sent(11, 22, 33, EVENING.plusSeconds(1)),
                LAST_OF_MARCH.plusDays(1), new Sent(100, 200, 300, NEXT_DAY)));
        meter.written();
        assertThat(meter.take()).isEmpty();
    }

    @Test
    void a_batch_that_the_quota_refuses_uses_up_nothing_of_the_rate() {
        Meter meter = meter(10, 10, 0);
        assertRefused(meter, 11, NOON, Duration.ofHours(1));
        assertAdmitted(meter, 10, NOON);
    }

    @Test
    void a_raised_limit_holds_at_once() {
        Meter meter = meter(1, 0, 0);
        assertAdmitted(meter, 5, NOON);
        assertRefused(meter, 1, NOON, Duration.ofMillis(1_000));
        meter.limit(SourceLimits.of(100, 0, 0), NOON);
        assertAdmitted(meter, 500, NOON);
        meter.limit(SourceLimits.NONE, NOON);
        assertAdmitted(meter, 5_000, NOON);
    }
}
