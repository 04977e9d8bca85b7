package dev.bellwether.ingestion.closing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ClosingCalendarTest {

    private static final LocalDate FIRST_OF_MARCH = LocalDate.of(2026, 3, 1);

    private final ClosingCalendar calendar = new ClosingCalendar(Duration.ofMinutes(10));

    @Test
    void a_day_is_due_when_its_grace_is_over() {
        assertThat(calendar.due(FIRST_OF_MARCH, Instant.parse("2026-03-03T00:09:59Z"))).isEmpty();
        assertThat(calendar.due(FIRST_OF_MARCH, Instant.parse("2026-03-03T00:10:00Z"))).containsExactly(LocalDate.of(2026, 3, 2));
        assertThat(calendar.nextDue(FIRST_OF_MARCH)).isEqualTo(Instant.parse("2026-03-03T00:10:00Z"));
    }

    @Test
    void missed_days_are_due_in_order() {
        assertThat(calendar.due(FIRST_OF_MARCH, Instant.parse("2026-03-05T12:00:00Z")))
                .containsExactly(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3), LocalDate.of(2026, 3, 4));
    }

    @Test
    void nothing_is_due_twice_nor_when_the_clock_has_been_set_back() {
        assertThat(calendar.due(FIRST_OF_MARCH, Instant.parse("2026-03-02T12:00:00Z"))).isEmpty();
        assertThat(calendar.due(FIRST_OF_MARCH, Instant.parse("2026-01-01T12:00:00Z"))).isEmpty();
    }
}
