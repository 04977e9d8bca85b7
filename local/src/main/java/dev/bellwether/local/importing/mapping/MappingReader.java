package dev.bellwether.local.importing.mapping;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.local.cli.Complaint;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/// Reads a mapping file. `docs/importing.md` describes its form.
public final class MappingReader {

    /// The mappings that ship with Bellwether.
    private static final List<String> SHIPPED = List.of("ravenstack");

    private final String file;
    private final Lookups lookups = new Lookups();
    private final ExpressionCompiler compiler = new ExpressionCompiler(lookups);

    private MappingReader(String file) {
        this.file = file;
    }

    /// @param nameOrFile of a mapping that ships with Bellwether, or of a file
    public static Mapping read(String nameOrFile) {
        if (SHIPPED.contains(nameOrFile)) {
            String resource = nameOrFile + ".yaml";
            try (InputStream stream = MappingReader.class.getResourceAsStream(resource)) {
                return read(resource, new InputStreamReader(stream, StandardCharsets.UTF_8));
            } catch (IOException failure) {
                throw new Complaint("The mapping " + nameOrFile + " cannot be read: " + failure.getMessage(), failure);
            }
        }
        Path path = Path.of(nameOrFile);
        if (!Files.isRegularFile(path)) {
            throw new Complaint("There is no mapping '" + nameOrFile + "': it is neither a file nor one of those that ship with Bellwether ("
                    + String.join(", ", SHIPPED) + ").");
        }
        try {
            return read(nameOrFile, new StringReader(Files.readString(path)));
        } catch (IOException failure) {
            throw new Complaint("The mapping file " + path + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    static Mapping read(String file, Reader text) {
        try {
            Node node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(text);
            if (node == null) {
                throw new Complaint(file + " is empty.");
            }
            return new MappingReader(file).mapping(YamlMap.of(file, node));
        } catch (MarkedYAMLException failure) {
            throw new BrokenMapping(Place.of(file, failure.getProblemMark()), failure.getProblem());
        } catch (YAMLException failure) {
            throw new Complaint(file + " is not YAML: " + failure.getMessage(), failure);
        }
    }

    private Mapping mapping(YamlMap yaml) {
        yaml.allowing("name", "tenant", "source", "currency", "lookups", "files");
        MappingText name = yaml.requiredText("name");
        if (!name.value().matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new BrokenMapping(name.place(), "a name has 1 to 40 lower-case letters, digits and hyphens");
        }
        yaml.map("lookups").ifPresent(this::lookups);
        List<MappedFile> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMap entry : yaml.requiredMaps("files")) {
            MappedFile mapped = file(entry);
            if (!names.add(mapped.name())) {
                throw new BrokenMapping(mapped.place(), "two files are called '" + mapped.name() + "': the ids of their events would collide");
            }
            files.add(mapped);
        }
        return new Mapping(name.value(), yaml.text("tenant").orElse(name).value(), yaml.text("source").orElse(name).value(),
                yaml.text("currency").map(MappingText::value).orElse("USD"), lookups, files);
    }

    private void lookups(YamlMap yaml) {
        for (String name : yaml.keys()) {
            YamlMap lookup = yaml.map(name).orElseThrow().allowing("file", "separator", "key");
            MappingText lookupFile = lookup.requiredText("file");
            lookups.add(new Lookups.Lookup(name, lookupFile.value(), separator(lookup), compiler.compile(lookup.requiredText("key")),
                    lookupFile.place()));
        }
    }

    private MappedFile file(YamlMap yaml) {
        yaml.allowing("name", "file", "separator", "account", "id", "user", "events");
        MappingText name = yaml.requiredText("name");
        if (!name.value().matches("[A-Za-z0-9_-]{1,32}")) {
            throw new BrokenMapping(name.place(), "a file's name has 1 to 32 letters, digits, hyphens and underscores");
        }
        MappingText csv = yaml.requiredText("file");
        List<EventMapping> events = new ArrayList<>();
        for (YamlMap event : yaml.requiredMaps("events")) {
            events.add(event(event, events));
        }
        return new MappedFile(name.value(), csv.value(), separator(yaml), csv.place(), compiler.compile(yaml.requiredText("account")),
                compiler.compile(yaml.requiredText("id")), yaml.text("user").map(compiler::compile), List.copyOf(events));
    }

    private EventMapping event(YamlMap yaml, List<EventMapping> before) {
        yaml.allowing("fact", "when", "at", "set");
        MappingText name = yaml.requiredText("fact");
        FieldDescriptor fact = field(Event.getDescriptor().getOneofs().getFirst().getFields(), name.value(), name.place(), "fact");
        List<FactField> fields = new ArrayList<>();
        yaml.map("set").ifPresent(set -> {
            for (String key : set.keys()) {
                FieldDescriptor field = field(fact.getMessageType().getFields(), key, set.place(key), name.value() + " field");
                fields.add(new FactField(field, compiler.compile(set.requiredText(key))));
            }
        });
        long same = before.stream().filter(other -> other.fact().equals(fact)).count();
        return new EventMapping(fact, same == 0 ? name.value() : name.value() + "-" + (same + 1), yaml.text("when").map(compiler::condition),
                compiler.compile(yaml.requiredText("at")), List.copyOf(fields));
    }

    private static FieldDescriptor field(List<FieldDescriptor> fields, String name, Place place, String what) {
        return fields.stream().filter(field -> field.getName().equals(name)).findFirst().orElseThrow(() -> new BrokenMapping(place,
                "there is no " + what + " '" + name + "'. There are "
                        + fields.stream().map(FieldDescriptor::getName).collect(Collectors.joining(", ")) + "."));
    }

    private static char separator(YamlMap yaml) {
        return yaml.text("separator").map(text -> {
            if (text.value().length() != 1) {
                throw new BrokenMapping(text.place(), "a separator is one character");
            }
            return text.value().charAt(0);
        }).orElse(',');
    }
}
