package dev.bellwether.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReservationTest {

    private final AtomicInteger taken = new AtomicInteger();
    private final Reservation reservation = new Reservation(bytes -> {
        taken.addAndGet(bytes);
        return () -> taken.addAndGet(-bytes);
    });

    @Test
    void the_smallest_call_takes_4_kb() {
        reservation.cover(1);
        assertThat(taken).hasValue(4096);
    }

    @Test
    void it_never_takes_less_than_it_covers_and_gives_all_of_it_back() {
        for (int bytes : new int[] {10, 4_096, 4_097, 20_000, 500_000, 3}) {
            reservation.cover(bytes);
            assertThat(taken.get()).isGreaterThanOrEqualTo(bytes);
        }
        assertThat(taken.get()).isLessThan(540_000);
        reservation.close();
        assertThat(taken).hasValue(0);
    }
}
