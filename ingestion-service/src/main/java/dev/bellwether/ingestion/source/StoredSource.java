package dev.bellwether.ingestion.source;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.OptionalLong;

/// A row of the table `source`.
@Entity(name = "source")
@Table(name = "source")
@IdClass(Source.class)
public class StoredSource extends PanacheEntityBase {

    @Id
    public String tenant;

    @Id
    public String id;

    @Column(name = "display_name", nullable = false)
    public String displayName;

    @Column(name = "events_per_second")
    public Long eventsPerSecond;

    @Column(name = "events_per_day")
    public Long eventsPerDay;

    @Column(name = "events_per_month")
    public Long eventsPerMonth;

    @Column(name = "create_time", nullable = false, updatable = false)
    public Instant createTime;

    Source source() {
        return new Source(tenant, id);
    }

    SourceLimits limits() {
        return new SourceLimits(optional(eventsPerSecond), optional(eventsPerDay), optional(eventsPerMonth));
    }

    void limit(SourceLimits limits) {
        eventsPerSecond = orNull(limits.perSecond());
        eventsPerDay = orNull(limits.perDay());
        eventsPerMonth = orNull(limits.perMonth());
    }

    private static OptionalLong optional(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
