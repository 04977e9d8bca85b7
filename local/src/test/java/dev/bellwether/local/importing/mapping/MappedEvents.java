package dev.bellwether.local.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.v1.Event;
import java.nio.file.Path;
import java.util.List;

/// What a mapping makes of a folder, for tests of other packages.
public final class MappedEvents {

    private MappedEvents() {}

    public static List<Event> read(String mapping, Path folder, String tenant) {
        Export export = new Export(folder);
        MappingReader.read(mapping).read(folder, tenant, DayShift.NONE, export);
        assertThat(export.broken).isEmpty();
        return export.events;
    }
}
