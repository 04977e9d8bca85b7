package dev.bellwether.mapping;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A map of a YAML file, which knows where each of its entries stands.
public final class YamlMap {

    private final String file;
    private final SourcePosition place;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, SourcePosition> keys = new LinkedHashMap<>();

    private YamlMap(String file, MappingNode node) {
        this.file = file;
        this.place = SourcePosition.of(file, node.getStartMark());
        for (NodeTuple entry : node.getValue()) {
            YamlText key = text(file, entry.getKeyNode());
            if (values.put(key.value(), entry.getValueNode()) != null) {
                throw new BrokenDefinition(key.place(), "'" + key.value() + "' is given twice");
            }
            keys.put(key.value(), key.place());
        }
    }

    /// The whole of a file. Nothing but texts, maps and lists is made of it.
    ///
    /// @param file its name, for people
    /// @throws BrokenDefinition when it is not YAML, or no map
    public static YamlMap read(String file, Reader text) {
        try {
            Node node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(text);
            if (node == null) {
                throw new BrokenDefinition(new SourcePosition(file, 1, 1), "the file is empty");
            }
            return of(file, node);
        } catch (MarkedYAMLException failure) {
            throw new BrokenDefinition(SourcePosition.of(file, failure.getProblemMark()), failure.getProblem()
                    // What an expression with a choice in it (a ? b : c) runs into.
                    + (failure.getProblem().startsWith("mapping values") ? ": a text with ': ' in it has to be in quotes" : ""));
        } catch (YAMLException failure) {
            throw new BrokenDefinition(new SourcePosition(file, 1, 1),
                    "this is not YAML: it holds a character that no YAML has, such as a control character");
        }
    }

    private static YamlMap of(String file, Node node) {
        if (node instanceof MappingNode map) {
            return new YamlMap(file, map);
        }
        throw new BrokenDefinition(SourcePosition.of(file, node.getStartMark()),
                "names with values are expected here, as in 'name: value'");
    }

    public SourcePosition place() {
        return place;
    }

    public SourcePosition place(String key) {
        return keys.get(key);
    }

    public Set<String> keys() {
        return values.keySet();
    }

    public YamlMap allowing(String... known) {
        keys.forEach((key, where) -> {
            if (!List.of(known).contains(key)) {
                throw new BrokenDefinition(where, "'" + key + "' is not known here. Known are " + String.join(", ", known) + ".");
            }
        });
        return this;
    }

    public Optional<YamlText> text(String key) {
        return Optional.ofNullable(values.get(key)).map(node -> text(file, node));
    }

    /// One text, or a list of them. Empty when there is none.
    public List<YamlText> texts(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case SequenceNode list -> list.getValue().stream().map(node -> text(file, node)).toList();
            case Node node -> List.of(text(file, node));
        };
    }

    public YamlText requiredText(String key) {
        return text(key).orElseThrow(() -> missing(key));
    }

    public Optional<YamlMap> map(String key) {
        return Optional.ofNullable(values.get(key)).map(node -> of(file, node));
    }

    /// At least one.
    public List<YamlMap> requiredMaps(String key) {
        Node node = values.get(key);
        if (node == null) {
            throw missing(key);
        }
        if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
            throw new BrokenDefinition(SourcePosition.of(file, node.getStartMark()),
                    "'" + key + "' is a list of at least one, each beginning with '- '");
        }
        List<YamlMap> maps = new ArrayList<>();
        sequence.getValue().forEach(element -> maps.add(of(file, element)));
        return maps;
    }

    private BrokenDefinition missing(String key) {
        return new BrokenDefinition(place, "'" + key + "' is missing here");
    }

    private static YamlText text(String file, Node node) {
        if (node instanceof ScalarNode scalar) {
            return YamlText.of(file, scalar);
        }
        throw new BrokenDefinition(SourcePosition.of(file, node.getStartMark()), "a single value is expected here");
    }
}
