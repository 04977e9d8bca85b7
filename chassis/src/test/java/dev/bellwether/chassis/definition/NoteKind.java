package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionKind;
import dev.bellwether.chassis.definition.kind.TextProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A kind for tests: a text is compiled to itself, and must not be empty.
final class NoteKind implements DefinitionKind<String> {

    final AtomicInteger compiled = new AtomicInteger();

    @Override
    public String collection() {
        return "notes";
    }

    @Override
    public Map<String, String> shipped() {
        return Map.of("greeting", "hello");
    }

    @Override
    public CompiledText<String> compile(String id, String text) {
        compiled.incrementAndGet();
        return text.isEmpty() ? CompiledText.broken(id, List.of(TextProblem.error("", 1, 1, "A note says something.", "")))
                : CompiledText.of(text, text, Set.of(), List.of());
    }
}
