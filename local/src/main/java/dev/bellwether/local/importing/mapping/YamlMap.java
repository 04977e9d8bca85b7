package dev.bellwether.local.importing.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A map of a mapping file, which knows where each of its entries stands.
final class YamlMap {

    private final String file;
    private final Place place;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Place> keys = new LinkedHashMap<>();

    private YamlMap(String file, MappingNode node) {
        this.file = file;
        this.place = Place.of(file, node.getStartMark());
        for (NodeTuple entry : node.getValue()) {
            MappingText key = text(file, entry.getKeyNode());
            if (values.put(key.value(), entry.getValueNode()) != null) {
                throw new BrokenMapping(key.place(), "'" + key.value() + "' is given twice");
            }
            keys.put(key.value(), key.place());
        }
    }

    static YamlMap of(String file, Node node) {
        if (node instanceof MappingNode map) {
            return new YamlMap(file, map);
        }
        throw new BrokenMapping(Place.of(file, node.getStartMark()), "names with values are expected here, as in 'name: value'");
    }

    Place place() {
        return place;
    }

    Place place(String key) {
        return keys.get(key);
    }

    Set<String> keys() {
        return values.keySet();
    }

    YamlMap allowing(String... known) {
        keys.forEach((key, where) -> {
            if (!List.of(known).contains(key)) {
                throw new BrokenMapping(where, "'" + key + "' is not known here. Known are " + String.join(", ", known) + ".");
            }
        });
        return this;
    }

    Optional<MappingText> text(String key) {
        return Optional.ofNullable(values.get(key)).map(node -> text(file, node));
    }

    MappingText requiredText(String key) {
        return text(key).orElseThrow(() -> missing(key));
    }

    Optional<YamlMap> map(String key) {
        return Optional.ofNullable(values.get(key)).map(node -> of(file, node));
    }

    /// At least one.
    List<YamlMap> requiredMaps(String key) {
        Node node = values.get(key);
        if (node == null) {
            throw missing(key);
        }
        if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
            throw new BrokenMapping(Place.of(file, node.getStartMark()), "'" + key + "' is a list of at least one, each beginning with '- '");
        }
        List<YamlMap> maps = new ArrayList<>();
        sequence.getValue().forEach(element -> maps.add(of(file, element)));
        return maps;
    }

    private BrokenMapping missing(String key) {
        return new BrokenMapping(place, "'" + key + "' is missing here");
    }

    private static MappingText text(String file, Node node) {
        if (node instanceof ScalarNode scalar) {
            return MappingText.of(file, scalar);
        }
        throw new BrokenMapping(Place.of(file, node.getStartMark()), "a single value is expected here");
    }
}
