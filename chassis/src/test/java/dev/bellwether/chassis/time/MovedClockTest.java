package dev.bellwether.chassis.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedClockTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void a_move_is_seen_at_once_by_who_follows() {
        MovedClock leader = MovedClock.leading(InstantSource.fixed(NOON), folder.resolve("clock"));
        MovedClock follower = MovedClock.following(InstantSource.fixed(NOON.plusSeconds(1)), folder.resolve("clock"));
        assertThat(follower.instant()).isEqualTo(NOON.plusSeconds(1));

        leader.moveTo(NOON.plus(Duration.ofDays(60)));

        assertThat(leader.instant()).isEqualTo(NOON.plus(Duration.ofDays(60)));
        assertThat(follower.instant()).isEqualTo(NOON.plus(Duration.ofDays(60)).plusSeconds(1));
    }

    @Test
    void it_never_goes_back() {
        MovedClock clock = MovedClock.leading(InstantSource.fixed(NOON), folder.resolve("clock"));
        clock.moveTo(NOON.plusSeconds(60));
        assertThatThrownBy(() -> clock.moveTo(NOON.plusSeconds(59))).hasMessageContaining("past 2026-03-10T12:00:59Z");
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void a_file_that_does_not_exist_cannot_be_followed() {
        assertThatThrownBy(() -> MovedClock.following(InstantSource.fixed(NOON), folder.resolve("none")))
                .hasMessageContaining("cannot be mapped");
    }
}
