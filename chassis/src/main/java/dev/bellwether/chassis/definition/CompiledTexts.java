package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionKind;
import dev.bellwether.chassis.definition.kind.TextProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The compiled texts that were used last, by their digest.
final class CompiledTexts<C> {

    private record Key(String id, String digest) {}

    private final DefinitionKind<C> kind;
    private final Map<Key, CompiledText<C>> compiled;

    CompiledTexts(DefinitionKind<C> kind, int most) {
        this.kind = kind;
        this.compiled = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, CompiledText<C>> eldest) {
                return size() > most;
            }
        };
    }

    CompiledText<C> of(RevisionRow row, Supplier<String> text) {
        Key key = new Key(row.id(), row.revision().digest());
        synchronized (compiled) {
            CompiledText<C> known = compiled.get(key);
            if (known != null) {
                return known;
            }
        }
        // Perhaps twice at once, which is better than making everybody wait.
        CompiledText<C> made = kind.compile(row.id(), text.get());
        synchronized (compiled) {
            compiled.put(key, made);
        }
        return made;
    }

    /// @throws IllegalStateException when this release cannot use it
    C usable(RevisionRow row, Supplier<String> text) {
        CompiledText<C> made = of(row, text);
        return made.compiled().orElseThrow(() -> new IllegalStateException(
                "revision " + row.revision().number() + " of " + kind.collection() + "/" + row.id() + " of "
                        + (row.tenant().isEmpty() ? "this installation" : "tenant " + row.tenant())
                        + " cannot be used by this release: "
                        + made.problems().stream().map(TextProblem::toString).collect(Collectors.joining("; "))));
    }
}
