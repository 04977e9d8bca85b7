package dev.bellwether.ingestion.source;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A source with all that is kept of it.
///
/// @param today    what it has sent on that day
/// @param month    events accepted in that day's month
/// @param days     the last ones, newest first; not in lists
/// @param lastSeen empty when it has never sent anything
public record RegisteredSource(Source source, String displayName, SourceLimits limits, Instant createdAt, SourceDay today, long month,
        List<SourceDay> days, Optional<Instant> lastSeen) {

    static RegisteredSource of(StoredSource stored, LocalDate today, long month, List<SourceDay> days) {
        Optional<SourceDay> last = days.stream().findFirst();
        return new RegisteredSource(stored.source(), stored.displayName, stored.limits(), stored.createTime,
                last.filter(day -> day.day().equals(today)).orElse(new SourceDay(today, 0, 0, 0, stored.createTime)), month, days,
                last.map(SourceDay::lastSeen));
    }

    RegisteredSource withoutDays() {
        return new RegisteredSource(source, displayName, limits, createdAt, today, month, List.of(), lastSeen);
    }
}
