package dev.bellwether.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.embedded.testing.Configurations;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.v1.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@IngestionTest
class QuarantineWriterTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @Inject
    Database database;

    @Inject
    Quarantine quarantine;

    @Inject
    QuarantineList list;

    private QuarantineWriter writer(Instant now) {
        return new QuarantineWriter(quarantine, database, InstantSource.fixed(now),
                Configurations.of(QuarantineConfig.class, Map.of("bellwether.quarantine.waiting-bytes", "5500")));
    }

    private static Quarantined event(String tenant, int number) {
        return new Quarantined(tenant, "fact", "REQUIRED", "must say what happened", Event.newBuilder().setEventId("e" + number).build(),
                NOW);
    }

    @Test
    void what_does_not_fit_is_dropped_and_the_rest_is_kept() throws Exception {
        QuarantineWriter writer = writer(NOW);
        for (int i = 0; i < 100; i++) {
            writer.add(event("flooded", i));
        }
        writer.start();
        // 5,500 bytes hold ten of them.
        assertThat(Eventually.eventually(() -> list.page("flooded", QuarantineSelection.ALL, Optional.empty(), 200).events(),
                events -> events.size() >= 10)).hasSize(10);

        // What is kept makes room, a moment after it can be seen.
        assertThat(Eventually.eventually(
                () -> {
                    writer.add(event("flooded", 1_000));
                    return list.page("flooded", QuarantineSelection.ALL, Optional.empty(), 200).events();
                },
                events -> events.size() >= 11)).hasSize(11);
        writer.stop();
    }

    @Test
    void what_is_waiting_when_the_service_stops_is_kept() throws Exception {
        QuarantineWriter writer = writer(NOW);
        writer.add(event("stopping", 1));
        writer.start();
        writer.stop();
        assertThat(list.page("stopping", QuarantineSelection.ALL, Optional.empty(), 10).events()).hasSize(1);
    }

    @Test
    void rejections_that_were_not_repeated_for_a_month_are_deleted() throws Exception {
        QuarantineWriter writer = writer(NOW);
        writer.add(event("forgotten", 1));
        writer.start();
        writer.stop();
        assertThat(list.page("forgotten", QuarantineSelection.ALL, Optional.empty(), 10).events()).hasSize(1);

        QuarantineWriter later = writer(NOW.plus(Duration.ofDays(30)).plusSeconds(1));
        later.start();
        Eventually.eventually(() -> list.page("forgotten", QuarantineSelection.ALL, Optional.empty(), 10).events(), List::isEmpty);
        later.stop();
    }
}
