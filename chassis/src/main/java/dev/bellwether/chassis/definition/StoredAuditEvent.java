package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.DefinitionName;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jboss.logging.Logger;

/// A row of the table `definition_audit`: who has changed what. Rows are added, and never changed.
@Entity
@Table(name = "definition_audit")
public class StoredAuditEvent extends PanacheEntityBase {

    private static final Logger LOG = Logger.getLogger("dev.bellwether.audit");

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long number;

    @Column(nullable = false, updatable = false)
    public String tenant;

    @Column(nullable = false, updatable = false)
    public String kind;

    /// Its id.
    @Column(name = "id", nullable = false, updatable = false)
    public String definition;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false)
    public DefinitionAction action;

    @Column(nullable = false, updatable = false)
    public String actor;

    @Column(nullable = false, updatable = false)
    public Instant at;

    @Column(name = "from_revision", nullable = false, updatable = false)
    public Integer fromRevision;

    @Column(name = "to_revision", nullable = false, updatable = false)
    public Integer toRevision;

    @Column(nullable = false, updatable = false)
    public String reason;

    static StoredAuditEvent of(DefinitionName name, DefinitionAction action, String actor, Instant at, int from, int to, String reason) {
        StoredAuditEvent event = new StoredAuditEvent();
        event.tenant = name.tenant();
        event.kind = name.id().kind();
        event.definition = name.id().id();
        event.action = action;
        event.actor = actor;
        event.at = at;
        event.fromRevision = from;
        event.toRevision = to;
        event.reason = reason;
        return event;
    }

    /// To be called when it is committed.
    void log() {
        LOG.infof("%s of tenants/%s/%s/%s by %s: revision %d to %d%s", action, tenant, kind, definition, actor, fromRevision, toRevision,
                reason.isEmpty() ? "" : ", " + reason);
    }
}
