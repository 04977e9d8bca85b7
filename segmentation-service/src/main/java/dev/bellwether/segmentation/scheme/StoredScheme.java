package dev.bellwether.segmentation.scheme;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of the table `scheme`.
@Entity
@Table(name = "scheme")
public class StoredScheme extends PanacheEntityBase {

    @Id
    public Integer version;

    /// As it was written, to the letter.
    @Column(nullable = false, updatable = false)
    public String definition;

    @Column(name = "create_time", nullable = false, updatable = false)
    public Instant createTime;

    static StoredScheme of(int version, String definition, Instant createTime) {
        StoredScheme stored = new StoredScheme();
        stored.version = version;
        stored.definition = definition;
        stored.createTime = createTime;
        return stored;
    }
}
