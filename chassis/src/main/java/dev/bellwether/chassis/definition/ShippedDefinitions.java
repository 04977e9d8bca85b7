package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionKind;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.definition.kind.TextDigest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// What a release brings: revision 1 for every tenant that has none of its own. The first text that an installation has seen stays: a later
/// release's is offered, and put in force by nobody but the tenant.
public final class ShippedDefinitions {

    static final String EVERY_TENANT = "";

    private static final Logger LOG = Logger.getLogger(ShippedDefinitions.class);

    private ShippedDefinitions() {}

    /// Stores what is new in this release. To be called at start, before anything is decided. Replicas that start together store it once.
    ///
    /// @throws IllegalStateException when a shipped text cannot be used
    public static void store(List<DefinitionKind<?>> kinds, InstantSource clock) {
        Definitions definitions = new Definitions(DefinitionHistory.PUBLICATIONS);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!missing(kinds, definitions.read(ShippedDefinitions::stored), now, 0).isEmpty()) {
            definitions.change(() -> definitions.counted().flatMap(count -> stored().flatMap(stored -> {
                List<StoredRevision> missing = missing(kinds, stored, now, count);
                return Panache.getSession().flatMap(session -> session.persistAll(missing.toArray()));
            })));
        }
        definitions.read(ShippedDefinitions::stored).forEach(stored -> tellOfNewer(kinds, stored));
    }

    private static Uni<List<StoredRevision>> stored() {
        return StoredRevision.list("tenant", EVERY_TENANT);
    }

    private static List<StoredRevision> missing(List<DefinitionKind<?>> kinds, List<StoredRevision> stored, Instant now, long publication) {
        Set<DefinitionId> there = new HashSet<>();
        stored.forEach(each -> there.add(new DefinitionId(each.kind, each.id)));
        List<StoredRevision> missing = new ArrayList<>();
        for (DefinitionKind<?> kind : kinds) {
            kind.shipped().forEach((id, text) -> {
                DefinitionId definition = new DefinitionId(kind.collection(), id);
                if (!there.contains(definition)) {
                    missing.add(revision(kind, definition, text, now, publication));
                }
            });
        }
        return missing;
    }

    private static StoredRevision revision(DefinitionKind<?> kind, DefinitionId id, String text, Instant now, long publication) {
        CompiledText<?> compiled = kind.compile(id.id(), text);
        if (compiled.compiled().isEmpty()) {
            throw new IllegalStateException("the shipped " + id + " cannot be used: " + compiled.problems());
        }
        var first = new DefinitionRevision(1, compiled.title(), TextDigest.of(text), DefinitionRevision.SHIPPED,
                DefinitionRevision.SHIPPED, now, "", Optional.empty(), 0, false, false);
        return StoredRevision.of(EVERY_TENANT, new DefinitionName(EVERY_TENANT, id), first, text, publication);
    }

    private static void tellOfNewer(List<DefinitionKind<?>> kinds, StoredRevision stored) {
        kinds.stream().filter(kind -> kind.collection().equals(stored.kind)).map(kind -> kind.shipped().get(stored.id))
                .filter(text -> text != null && !text.equals(stored.text))
                .forEach(_ -> LOG.warnf("%s/%s in force is the one of an earlier release; the one that comes with this release is another",
                        stored.kind, stored.id));
    }
}
