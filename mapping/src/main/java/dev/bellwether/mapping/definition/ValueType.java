package dev.bellwether.mapping.definition;

import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/// What a value may be: reads it, and describes it to editors.
///
/// @param <T> what is made of it
public interface ValueType<T> {

    /// Empty when it is something else, which has been said then.
    ///
    /// @param field as in `rules[2].enter`
    Optional<T> read(Node node, String field, Reading reading);

    /// In JSON Schema, draft 2020-12.
    Map<String, Object> schema();
}
