package dev.bellwether.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.v1.Event;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tenant that sends only part of its data still gets all twelve segments, and mostly the right ones.
class OtherFormsTest {

    private static final SimulationSettings SETTINGS = new SimulationSettings("acme", 2_000, 180, 1, LocalDate.of(2026, 3, 4));

    private final Simulation simulation = Simulation.create(SETTINGS);

    @TempDir
    private Path folder;

    @Test
    void a_table_of_2000_customers_fills_all_twelve_segments() throws Exception {
        CustomerTable.write(simulation, folder.resolve("customers.csv"));
        List<Event> events = MappedCustomers.read(folder, "acme");
        assertThat(events).filteredOn(Event::hasAccountProfile).hasSize(2_000);
        assertThat(events).noneMatch(event -> event.hasSession() || event.hasFeatureUsed() || event.hasSignIn());
        assertAgrees(events.stream());
    }

    @Test
    void segments_calls_alone_fill_all_twelve_segments() throws Exception {
        Set<Event.FactCase> facts = new HashSet<>();
        assertAgrees(SegmentFacts.read(SegmentStream.lines(simulation), "acme").peek(event -> facts.add(event.getFactCase())));
        assertThat(facts).doesNotContain(Event.FactCase.SESSION, Event.FactCase.FEATURE_USED);
    }

    private void assertAgrees(Stream<Event> events) throws Exception {
        OfflinePlatform platform = new OfflinePlatform(SchemeAgreement.shippedRules(), SETTINGS.today());
        platform.backfill(events);
        ConfusionMatrix matrix = SchemeAgreement.compare(simulation, platform, (_, _) -> {});
        Set<String> filled = new HashSet<>();
        platform.accounts().forEach(account -> filled.add(platform.segment(account)));
        assertThat(filled).hasSize(12);
        assertThat(matrix.meanRecall()).as("%s", matrix).isGreaterThanOrEqualTo(0.8);
        assertThat(matrix.lowestRecall()).as("%s", matrix).isGreaterThan(0.5);
    }
}
