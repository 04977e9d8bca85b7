package dev.bellwether.playbooks.playbook;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A row of the table `playbook`.
@Entity
@Table(name = "playbook")
@IdClass(StoredPlaybook.Key.class)
public class StoredPlaybook extends PanacheEntityBase {

    public record Key(String playbook, Integer version) {}

    @Id
    public String playbook;

    @Id
    public Integer version;

    /// JSON.
    @Column(nullable = false, updatable = false)
    public String definition;

    @Column(name = "create_time", nullable = false, updatable = false)
    public Instant createTime;

    /// Digest of what a release has stored; null when an operator has.
    @Column(updatable = false)
    public String shipped;

    static StoredPlaybook shipped(PlaybookVersion version) {
        StoredPlaybook stored = new StoredPlaybook();
        stored.playbook = version.playbook().id();
        stored.version = version.number();
        stored.definition = PlaybookText.write(version.playbook());
        stored.createTime = version.createdAt();
        stored.shipped = PlaybookText.digest(version.playbook());
        return stored;
    }

    /// The newest version of each, by id.
    static Uni<Map<String, StoredPlaybook>> newest() {
        return StoredPlaybook.<StoredPlaybook>listAll(Sort.by("playbook", "version")).map(rows -> {
            var newest = new LinkedHashMap<String, StoredPlaybook>();
            rows.forEach(row -> newest.put(row.playbook, row));
            return newest;
        });
    }

    /// Perhaps none.
    static Uni<Void> add(List<StoredPlaybook> added) {
        return Panache.getSession().flatMap(session -> session.persistAll(added.toArray()));
    }

    PlaybookVersion version() {
        return new PlaybookVersion(PlaybookText.read(definition), version, createTime);
    }

    /// Also one that was changed in its row is no longer what was shipped.
    boolean isShipped() {
        return PlaybookText.digest(version().playbook()).equals(shipped);
    }
}
