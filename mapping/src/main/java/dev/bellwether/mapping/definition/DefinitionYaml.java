package dev.bellwether.mapping.definition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/// Reads a definition's text, and finds everything that is wrong with it.
public final class DefinitionYaml {

    /// As the contract `bellwether.definitions.v1` takes.
    public static final int MOST_BYTES = 262_144;

    private static final int MOST_TABS = 20;

    private DefinitionYaml() {}

    /// @param root     what could be read of it; absent when that is nothing
    /// @param problems by place
    public record Result(Optional<ReadMap> root, List<TextFault> problems) {}

    /// @param file its name, for people; may be empty
    public static Result read(String file, String text, MapType type) {
        SourceText source = new SourceText(file, text);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            return new Result(Optional.empty(), List.of(TextFault.error("", source.place(0),
                    "the text has " + bytes + " bytes; at most " + MOST_BYTES + " are taken")));
        }
        Reading reading = new Reading(source);
        Optional<ReadMap> root = compose(source, text, reading).flatMap(node -> type.read(node, "", reading));
        return new Result(root, reading.problems().stream().sorted(TextFault.BY_PLACE).distinct().toList());
    }

    /// Where a text is broken by tabs that indent, each of them is told, and the rest is read as though they were blanks.
    private static Optional<Node> compose(SourceText source, String text, Reading reading) {
        YamlComposer composer = new YamlComposer(source);
        Optional<Node> node = composer.compose(text);
        List<Integer> tabs = source.indentingTabs();
        if (node.isPresent() || tabs.isEmpty()) {
            reading.addAll(composer.problems());
            return node;
        }
        List<TextFault> told = new ArrayList<>(tabs.stream().limit(MOST_TABS)
                .map(tab -> TextFault.error("", source.place(tab), "a tab indents this line; YAML is indented with blanks")).toList());
        YamlComposer again = new YamlComposer(source);
        Optional<Node> mended = again.compose(source.withoutIndentingTabs());
        again.problems().stream().filter(problem -> told.stream().noneMatch(tab -> tab.line() == problem.line())).forEach(told::add);
        reading.addAll(told);
        return mended;
    }
}
