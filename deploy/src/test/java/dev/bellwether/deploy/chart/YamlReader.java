package dev.bellwether.deploy.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Readers of YAML that take no key twice in a mapping. Those of the two versions read plain scalars differently: `on` is a boolean in
/// YAML 1.1 and a string in 1.2, `0o17` is a number in 1.2 only.
enum YamlReader {
    YAML_1_1 {
        @Override
        Iterable<?> documents(String text) {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            return new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).loadAll(text);
        }
    },
    YAML_1_2 {
        @Override
        Iterable<?> documents(String text) {
            // All of it at once: version 3.0.1 fails on a character of two UTF-16 units that lies across the end of its buffer.
            return new Load(LoadSettings.builder().setAllowDuplicateKeys(false).setSchema(new CoreSchema())
                    .setBufferSize(text.length() + 2).build()).loadAllFromString(text);
        }
    };

    abstract Iterable<?> documents(String text);

    /// The documents with something in them, as maps, lists and scalars.
    List<Object> read(String text) {
        List<Object> documents = new ArrayList<>();
        StreamSupport.stream(documents(text).spliterator(), false).filter(document -> document != null).forEach(documents::add);
        return documents;
    }

    /// Does something to each string in a document.
    static Object strings(Object node, UnaryOperator<String> change) {
        return switch (node) {
            case Map<?, ?> map -> {
                Map<Object, Object> changed = new TreeMap<>();
                map.forEach((key, value) -> changed.put(strings(key, change), strings(value, change)));
                yield changed;
            }
            case List<?> list -> list.stream().map(element -> strings(element, change)).toList();
            case String string -> change.apply(string);
            case null -> "null, which is no string";
            default -> node;
        };
    }
}
