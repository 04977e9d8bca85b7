package dev.bellwether.ingestion.trackingplan;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of the table `tracking_plan`.
@Entity
@Table(name = "tracking_plan")
@IdClass(StoredPlan.Key.class)
public class StoredPlan extends PanacheEntityBase {

    public record Key(String tenant, Integer version) {}

    @Id
    public String tenant;

    @Id
    public Integer version;

    /// As it was written, to the letter.
    @Column(nullable = false, updatable = false)
    public String definition;

    @Column(name = "create_time", nullable = false, updatable = false)
    public Instant createTime;
}
