package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A row of the table `definition_revision`.
@Entity
@Table(name = "definition_revision")
@IdClass(StoredRevision.Key.class)
public class StoredRevision extends PanacheEntityBase {

    public record Key(String tenant, String kind, String definition, Integer revision) {}

    /// Empty for what has come with a release.
    @Id
    public String tenant;

    @Id
    public String kind;

    /// Its id.
    @Id
    @Column(name = "id")
    public String definition;

    @Id
    public Integer revision;

    /// As it was published, to the letter.
    @Column(nullable = false, updatable = false)
    public String text;

    @Column(nullable = false, updatable = false)
    public String title;

    @Column(nullable = false, updatable = false)
    public String digest;

    @Column(nullable = false, updatable = false)
    public String author;

    @Column(nullable = false, updatable = false)
    public String publisher;

    @Column(name = "publish_time", nullable = false, updatable = false)
    public Instant publishTime;

    @Column(nullable = false, updatable = false)
    public String reason;

    /// Null for what has been in force from the beginning.
    @Column(name = "first_day", updatable = false)
    public LocalDate firstDay;

    @Column(name = "reverts_to", nullable = false, updatable = false)
    public Integer revertsTo;

    @Column(nullable = false, updatable = false)
    public Boolean retired;

    @Column(name = "plays_act", nullable = false, updatable = false)
    public Boolean playsAct;

    @Column(nullable = false, updatable = false)
    public Long publication;

    /// Whether those who have decided by the revision before have been told. Set by them, in SQL.
    @Column(nullable = false, updatable = false)
    public Boolean announced;

    /// Its publication is set when that is counted.
    static StoredRevision of(DefinitionName name, DefinitionRevision revision, String text) {
        StoredRevision stored = new StoredRevision();
        stored.tenant = name.tenant();
        stored.kind = name.id().kind();
        stored.definition = name.id().id();
        stored.revision = revision.number();
        stored.text = text;
        stored.title = revision.title();
        stored.digest = revision.digest();
        stored.author = revision.author();
        stored.publisher = revision.publisher();
        stored.publishTime = revision.publishTime();
        stored.reason = revision.reason();
        stored.firstDay = revision.firstDay().orElse(null);
        stored.revertsTo = revision.revertsTo();
        stored.retired = revision.retired();
        stored.playsAct = revision.playsAct();
        stored.announced = revision.firstDay().isEmpty();
        return stored;
    }

    DefinitionName name() {
        return new DefinitionName(tenant, new DefinitionId(kind, definition));
    }
}
