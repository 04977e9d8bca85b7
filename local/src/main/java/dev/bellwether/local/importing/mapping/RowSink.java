package dev.bellwether.local.importing.mapping;

import dev.bellwether.ingestion.v1.Event;
import java.util.List;

/// Takes what the rows of an export give, in the order of the files and their lines.
public interface RowSink {

    /// @param file   the file's name in the mapping
    /// @param line   where the row begins, from 1
    /// @param events none when the mapping's conditions want nothing of this row
    void events(String file, long line, List<Event> events);

    void broken(String file, long line, BrokenRow why);
}
