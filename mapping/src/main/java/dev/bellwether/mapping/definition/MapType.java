package dev.bellwether.mapping.definition;

import dev.bellwether.mapping.SourcePosition;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// A map of named values: which keys there are, and which of them there must be.
///
/// @param what as in "rule", with which sentences about it begin
public record MapType(String what, String description, List<Key<?>> keys) implements ValueType<ReadMap> {

    public MapType {
        keys = List.copyOf(keys);
    }

    @Override
    public Optional<ReadMap> read(Node node, String field, Reading reading) {
        if (node.getTag() == YamlComposer.REFUSED) {
            return Optional.empty();
        }
        if (!(node instanceof MappingNode map)) {
            reading.error(field, node, "a " + what + " is written as names with values, as in '" + keys.getFirst().name() + ": …'");
            return Optional.empty();
        }
        Map<String, ReadMap.Entry> entries = new LinkedHashMap<>();
        Map<String, SourcePosition> seen = new LinkedHashMap<>();
        Set<String> misspelt = new HashSet<>();
        map.getValue().forEach(entry -> read(entry, field, entries, seen, misspelt, reading));
        keys.stream().filter(key -> key.required() && !seen.containsKey(key.name()) && !misspelt.contains(key.name()))
                .forEach(key -> reading.error(join(field, key.name()), node, "the " + what + " has no '" + key.name() + "'"));
        return Optional.of(new ReadMap(field, reading.place(node), entries));
    }

    private void read(NodeTuple entry, String field, Map<String, ReadMap.Entry> entries, Map<String, SourcePosition> seen,
            Set<String> misspelt, Reading reading) {
        if (entry.getKeyNode().getTag() == YamlComposer.REFUSED) {
            return;
        }
        if (!(entry.getKeyNode() instanceof ScalarNode written)) {
            reading.error(field, entry.getKeyNode(), "a name is expected here, as in '" + keys.getFirst().name() + ": …'");
            return;
        }
        String name = written.getValue();
        SourcePosition before = seen.putIfAbsent(name, reading.place(written));
        if (before != null) {
            reading.error(join(field, name), written, "'" + name + "' is given twice: the first time in line " + before.line());
            return;
        }
        Optional<Key<?>> known = keys.stream().filter(key -> key.name().equals(name)).findFirst();
        if (known.isEmpty()) {
            List<String> names = keys.stream().map(Key::name).toList();
            Optional<String> meant = NearestName.of(name, names);
            meant.ifPresent(misspelt::add);
            reading.error(join(field, name), written, "a " + what + " has no '" + name + "', but " + String.join(", ", names),
                    meant.orElse(""));
            return;
        }
        Node value = entry.getValueNode();
        entries.put(name, new ReadMap.Entry(known.get().type().read(value, join(field, name), reading), reading.place(value)));
    }

    static String join(String field, String name) {
        return field.isEmpty() ? name : field + "." + name;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        keys.forEach(key -> {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", key.description());
            property.putAll(key.type().schema());
            properties.put(key.name(), property);
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("description", description);
        schema.put("properties", properties);
        schema.put("required", keys.stream().filter(Key::required).map(Key::name).toList());
        schema.put("additionalProperties", false);
        return schema;
    }
}
