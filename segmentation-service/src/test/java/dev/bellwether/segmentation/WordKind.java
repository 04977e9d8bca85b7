package dev.bellwether.segmentation;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionKind;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionTexts;
import dev.bellwether.chassis.definition.kind.TextProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A kind for tests. Each line of a text is a word, or `uses` and another definition of whatever kind; `!` is none.
record WordKind(String collection, Map<String, String> shipped) implements DefinitionKind<List<String>> {

    @Override
    public CompiledText<List<String>> compile(String id, String text) {
        List<String> lines = text.lines().toList();
        List<TextProblem> problems = new ArrayList<>();
        Set<DefinitionId> uses = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("!")) {
                problems.add(TextProblem.error("", i + 1, 1, "A line is a word.", "yes"));
            } else if (lines.get(i).startsWith("uses ")) {
                uses.add(used(lines.get(i)));
            }
        }
        return problems.isEmpty() ? CompiledText.of(lines, id, uses, List.of()) : CompiledText.broken(id, problems);
    }

    @Override
    public List<TextProblem> check(DefinitionName name, List<String> lines, DefinitionTexts texts) {
        List<TextProblem> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("uses ") && !texts.ids().contains(used(lines.get(i)))) {
                problems.add(TextProblem.error("", i + 1, 6, "There is no " + used(lines.get(i)) + ".", ""));
            }
        }
        return problems;
    }

    private static DefinitionId used(String line) {
        String[] parts = line.substring("uses ".length()).split("/");
        return new DefinitionId(parts[0], parts[1]);
    }
}
