package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of the table `definition_draft`.
@Entity
@Table(name = "definition_draft")
@IdClass(StoredDraft.Key.class)
public class StoredDraft extends PanacheEntityBase {

    public record Key(String tenant, String kind, String definition) {}

    @Id
    public String tenant;

    @Id
    public String kind;

    /// Its id.
    @Id
    @Column(name = "id")
    public String definition;

    /// As it was written, to the letter. Empty for the end of the definition.
    @Column(nullable = false)
    public String text;

    @Column(nullable = false)
    public String title;

    @Column(nullable = false)
    public Boolean retire;

    @Column(nullable = false)
    public String etag;

    @Column(nullable = false)
    public String author;

    @Column(name = "update_time", nullable = false)
    public Instant updateTime;

    /// Null until it is approved as it is.
    public String approver;

    @Column(name = "base_revision", nullable = false)
    public Integer baseRevision;

    static StoredDraft of(DefinitionName name, int baseRevision) {
        StoredDraft draft = new StoredDraft();
        draft.tenant = name.tenant();
        draft.kind = name.id().kind();
        draft.definition = name.id().id();
        draft.baseRevision = baseRevision;
        return draft;
    }

    DefinitionName name() {
        return new DefinitionName(tenant, new DefinitionId(kind, definition));
    }

    /// @return null when there is none
    static Uni<StoredDraft> find(DefinitionName name) {
        return findById(new Key(name.tenant(), name.id().kind(), name.id().id()));
    }
}
