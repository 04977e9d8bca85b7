package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionKind;
import dev.bellwether.chassis.errors.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The kinds that a service owns, each with its history.
public final class DefinitionKinds {

    private static final String FORM = "[a-z][a-z0-9-]{0,62}";

    private final Map<String, DefinitionHistory<?>> histories = new LinkedHashMap<>();
    private final Map<String, DefinitionKind<?>> kinds = new LinkedHashMap<>();

    public DefinitionKinds(DefinitionHistory<?>... histories) {
        for (DefinitionHistory<?> history : histories) {
            this.histories.put(history.kind().collection(), history);
            kinds.put(history.kind().collection(), history.kind());
        }
    }

    public List<DefinitionKind<?>> all() {
        return List.copyOf(kinds.values());
    }

    Map<String, DefinitionKind<?>> byCollection() {
        return kinds;
    }

    DefinitionKind<?> of(DefinitionId id) {
        return kinds.get(id.kind());
    }

    TenantDefinitions now(String tenant) {
        Map<String, DefinitionRevisions<?>> now = new LinkedHashMap<>();
        histories.forEach((kind, history) -> now.put(kind, history.now()));
        return new TenantDefinitions(tenant, now);
    }

    /// @param field where the caller has named the kind
    /// @throws Refusal.InvalidArgument when it is not of this service
    void requireKind(String field, String kind) {
        if (!kinds.containsKey(kind)) {
            throw new Refusal.InvalidArgument(field,
                    "no kind is called '" + kind + "' here; this service has: " + String.join(", ", kinds.keySet()));
        }
    }

    /// @throws Refusal.InvalidArgument when there can be no definition of this id
    void requireId(String field, DefinitionId id) {
        requireKind(field, id.kind());
        if (!id.id().matches(FORM)) {
            throw new Refusal.InvalidArgument(field,
                    "an id is 1 to 63 lower-case letters, digits and hyphens, a letter first, not '" + id.id() + "'");
        }
        refusal(id).ifPresent(why -> {
            throw new Refusal.InvalidArgument(field, why);
        });
    }

    /// Why its kind has no definition of this id; empty when it can have one, and when the kind is not of this service.
    Optional<String> refusal(DefinitionId id) {
        return Optional.ofNullable(kinds.get(id.kind())).flatMap(kind -> kind.refusal(id.id()));
    }
}
