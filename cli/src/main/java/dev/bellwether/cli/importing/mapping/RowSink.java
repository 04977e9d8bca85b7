package dev.bellwether.cli.importing.mapping;

import dev.bellwether.ingestion.v1.Event;
import java.util.List;

/// Takes what the rows of an export give, in the order of the files and their lines.
public interface RowSink {

    /// @param file   the file's name in the mapping
    /// @param events none when the mapping's conditions want nothing of this row
    void events(String file, Row row, List<Event> events);

    void broken(String file, Row row, BrokenRow why);
}
