package dev.bellwether.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.QuarantineOverflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuarantineBoundsTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final Quarantine quarantine = new Quarantine(10, 25);
    private IngestionDatabase database;
    private QuarantineList list;

    @BeforeEach
    void open() {
        database = new IngestionDatabase();
        list = new QuarantineList(database.database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void add(String tenant, String source, int from, int to) {
        List<Quarantined> events =
                IntStream.range(from, to).mapToObj(i -> new Quarantined(tenant, "fact", "REQUIRED", "must say what happened",
                        Event.newBuilder().setTenant(tenant).setSource(source).setEventId("e" + i).build(), NOW)).toList();
        database.database.inTransaction(sql -> {
            quarantine.add(sql, events);
            return null;
        });
    }

    private int kept(String tenant) {
        return list.page(tenant, QuarantineSelection.ALL, Optional.empty(), 1_000).events().size();
    }

    @Test
    void rejections_beyond_the_bound_of_a_source_are_counted_and_not_kept() {
        add("acme", "app", 0, 8);
        add("acme", "app", 8, 20);
        add("acme", "app", 20, 25);
        assertThat(kept("acme")).isEqualTo(10);
        assertThat(list.overflows("acme")).extracting(QuarantineOverflow::getSource, QuarantineOverflow::getNotKept)
                .containsExactly(tuple("app", 15L));

        // What is kept is counted on.
        add("acme", "app", 0, 2);
        assertThat(list.page("acme", QuarantineSelection.ALL, Optional.empty(), 100).events().stream()
                .filter(event -> event.getOccurrences() == 2)).hasSize(2);
    }

    @Test
    void a_flood_pushes_out_nothing_of_another_source_or_tenant() {
        add("acme", "app", 0, 100);
        add("acme", "billing", 0, 3);
        add("globex", "app", 0, 3);
        assertThat(kept("acme")).isEqualTo(13);
        assertThat(kept("globex")).isEqualTo(3);
        assertThat(list.overflows("globex")).isEmpty();
    }

    @Test
    void nor_does_it_help_to_invent_sources() {
        for (int i = 0; i < 20; i++) {
            add("acme", "invented-" + i, 0, 4);
        }
        assertThat(kept("acme")).isEqualTo(25);
        assertThat(list.overflows("acme")).extracting(QuarantineOverflow::getSource, QuarantineOverflow::getNotKept)
                .containsExactly(tuple("", 55L));
    }
}
