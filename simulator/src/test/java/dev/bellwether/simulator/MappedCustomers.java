package dev.bellwether.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cli.importing.mapping.BrokenRow;
import dev.bellwether.cli.importing.mapping.DayShift;
import dev.bellwether.cli.importing.mapping.MappingReader;
import dev.bellwether.cli.importing.mapping.Row;
import dev.bellwether.cli.importing.mapping.RowSink;
import dev.bellwether.ingestion.v1.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the importer's mapping for tables of customers makes of one.
final class MappedCustomers implements RowSink {

    private final List<Event> events = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    static List<Event> read(Path folder, String tenant) {
        MappedCustomers mapped = new MappedCustomers();
        MappingReader.read("customer-table").read(folder, tenant, DayShift.NONE, mapped);
        assertThat(mapped.broken).isEmpty();
        return mapped.events;
    }

    @Override
    public void events(String file, Row row, List<Event> events) {
        this.events.addAll(events);
    }

    @Override
    public void broken(String file, Row row, BrokenRow why) {
        broken.add(why.getMessage());
    }
}
