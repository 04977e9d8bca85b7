package dev.bellwether.ingestion.source;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of the table `write_key`.
@Entity
@Table(name = "write_key")
public class StoredKey extends PanacheEntityBase {

    @Id
    public String id;

    @Column(nullable = false, updatable = false)
    public String tenant;

    @Column(nullable = false, updatable = false)
    public String source;

    @Column(nullable = false, updatable = false)
    public byte[] hash;

    @Column(nullable = false, updatable = false)
    public String prefix;

    @Column(name = "create_time", nullable = false, updatable = false)
    public Instant createTime;

    @Column(name = "expire_time")
    public Instant expireTime;

    @Column(name = "revoke_time")
    public Instant revokeTime;

    /// Written by [UseTable] alone.
    @Column(name = "last_used_time", insertable = false, updatable = false)
    public Instant lastUsedTime;

    Source owner() {
        return new Source(tenant, source);
    }

    boolean worksAt(Instant now) {
        return revokeTime == null && (expireTime == null || now.isBefore(expireTime));
    }
}
