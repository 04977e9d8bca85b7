package dev.bellwether.ingestion.backfill;

import java.util.List;

/// What has been recorded under a backfill so far.
///
/// @param events  each once, repeats left out
/// @param sources of the events, sorted; [#MOST_SOURCES] at most
public record BackfillContent(long events, List<String> sources) {

    static final BackfillContent NONE = new BackfillContent(0, List.of());
    static final int MOST_SOURCES = 10;
}
