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
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What a release brings: revision 1 for every tenant that has none of its own. The first text that an installation has seen stays: a later
/// release's is offered, and only the tenant puts it in force.
public final class ShippedDefinitions {

    static final String EVERY_TENANT = "";

    private static final Logger LOG = Logger.getLogger(ShippedDefinitions.class);

    private ShippedDefinitions() {}

    /// Stores what is new in this release. To be called at start, before anything is decided. Replicas that start together store it once.
    ///
    /// @throws IllegalStateException when a shipped text cannot be used
    public static void store(List<DefinitionKind<?>> kinds, InstantSource clock) {
        Definitions definitions = new Definitions(DefinitionHistory.PUBLICATIONS);
        List<DefinitionName> there = names(definitions.read(ShippedDefinitions::stored));
        List<StoredRevision> missing = shipped(kinds, there, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!missing.isEmpty()) {
            definitions.change(() -> definitions.counted().flatMap(count -> stored().flatMap(stored -> {
                Object[] still = missing.stream().filter(each -> !names(stored).contains(each.name())).toArray();
                missing.forEach(each -> each.publication = count);
                return Panache.getSession().flatMap(session -> session.persistAll(still));
            })));
        }
        definitions.read(ShippedDefinitions::stored).forEach(stored -> tellOfNewer(kinds, stored));
    }

    private static Uni<List<StoredRevision>> stored() {
        return StoredRevision.list("tenant", EVERY_TENANT);
    }

    private static List<DefinitionName> names(List<StoredRevision> stored) {
        return stored.stream().map(StoredRevision::name).toList();
    }

    /// But for those that are there.
    private static List<StoredRevision> shipped(List<DefinitionKind<?>> kinds, List<DefinitionName> there, Instant now) {
        List<StoredRevision> shipped = new ArrayList<>();
        kinds.forEach(kind -> kind.shipped().forEach((id, text) -> {
            DefinitionName name = new DefinitionName(EVERY_TENANT, new DefinitionId(kind.collection(), id));
            if (!there.contains(name)) {
                shipped.add(revision(kind, name, text, now));
            }
        }));
        return shipped;
    }

    private static StoredRevision revision(DefinitionKind<?> kind, DefinitionName name, String text, Instant now) {
        CompiledText<?> compiled = kind.compile(name.id().id(), text);
        if (compiled.compiled().isEmpty()) {
            throw new IllegalStateException("the shipped " + name.id() + " cannot be used: " + compiled.problems());
        }
        var first = new DefinitionRevision(1, compiled.title(), TextDigest.of(text), DefinitionRevision.SHIPPED,
                DefinitionRevision.SHIPPED, now, "", Optional.empty(), 0, false, false);
        return StoredRevision.of(name, first, text);
    }

    private static void tellOfNewer(List<DefinitionKind<?>> kinds, StoredRevision stored) {
        kinds.stream().filter(kind -> kind.collection().equals(stored.kind)).map(kind -> kind.shipped().get(stored.definition))
                .filter(text -> text != null && !text.equals(stored.text))
                .forEach(_ -> LOG.warnf("%s/%s in force is the one of an earlier release; the one that comes with this release is another",
                        stored.kind, stored.definition));
    }
}
