package dev.bellwether.cli.importing.mapping;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import dev.bellwether.mapping.BrokenDefinition;
import dev.bellwether.mapping.CurrencyCode;
import dev.bellwether.mapping.FactField;
import dev.bellwether.mapping.FactNames;
import dev.bellwether.mapping.NumberStyle;
import dev.bellwether.mapping.YamlMap;
import dev.bellwether.mapping.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a mapping file. `docs/importing.md` describes its form.
public final class MappingReader {

    /// The mappings that ship with Bellwether.
    private static final List<String> SHIPPED = List.of("customer-table", "ravenstack");

    private final String file;
    private final Lookups lookups = new Lookups();
    private final Map<NumberStyle, RowExpressions> compilers = new HashMap<>();
    private FileStyle style = FileStyle.PLAIN;

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
                throw new CommandException("The mapping " + nameOrFile + " cannot be read: " + FileErrors.of(failure), failure);
            }
        }
        Path path = Path.of(nameOrFile);
        if (!Files.isRegularFile(path)) {
            throw new CommandException(
                    "There is no mapping '" + nameOrFile + "': it is neither a file nor one of those that ship with Bellwether ("
                            + String.join(", ", SHIPPED) + ").");
        }
        try {
            return read(nameOrFile, new StringReader(Files.readString(path)));
        } catch (CharacterCodingException failure) {
            throw new CommandException(
                    "The mapping file " + path + " is not in UTF-8: save it so. (In what the CSV files are, its encoding says.)", failure);
        } catch (IOException failure) {
            throw new CommandException("The mapping file " + path + " cannot be read: " + FileErrors.of(failure), failure);
        }
    }

    static Mapping read(String file, Reader text) {
        try {
            return new MappingReader(file).mapping(YamlMap.read(file, text));
        } catch (BrokenDefinition broken) {
            throw new BrokenMapping(broken);
        }
    }

    private Mapping mapping(YamlMap yaml) {
        allowing(yaml, "name", "tenant", "source", "currency", "lookups", "files");
        style = StyleReader.read(yaml, FileStyle.PLAIN);
        YamlText name = yaml.requiredText("name");
        if (!name.value().matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new BrokenMapping(name.place(), "a name has 1 to 40 lower-case letters, digits and hyphens");
        }
        yaml.map("lookups").ifPresent(this::lookups);
        List<MappedFile> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMap entry : yaml.requiredMaps("files")) {
            MappedFile mapped = file(entry);
            if (!names.add(mapped.name())) {
                throw new BrokenMapping(mapped.place(),
                        "two files are called '" + mapped.name() + "': the ids of their events would collide");
            }
            files.add(mapped);
        }
        return new Mapping(name.value(), yaml.text("tenant").orElse(name).value(), yaml.text("source").orElse(name).value(),
                yaml.text("currency").map(CurrencyCode::of).orElse(""), lookups, files);
    }

    private void lookups(YamlMap yaml) {
        for (String name : yaml.keys()) {
            YamlMap lookup = yaml.map(name).orElseThrow();
            allowing(lookup, "file", "key");
            YamlText lookupFile = lookup.requiredText("file");
            FileStyle written = StyleReader.read(lookup, style);
            lookups.add(new Lookups.Lookup(name, lookupFile.value(), written, compiler(written).compile(lookup.requiredText("key")),
                    lookupFile.place()));
        }
    }

    private MappedFile file(YamlMap yaml) {
        allowing(yaml, "name", "file", "account", "id", "user", "events");
        FileStyle written = StyleReader.read(yaml, style);
        RowExpressions compiler = compiler(written);
        YamlText name = yaml.requiredText("name");
        if (!name.value().matches("[A-Za-z0-9_-]{1,32}")) {
            throw new BrokenMapping(name.place(), "a file's name has 1 to 32 letters, digits, hyphens and underscores");
        }
        YamlText csv = yaml.requiredText("file");
        List<EventMapping> events = new ArrayList<>();
        for (YamlMap event : yaml.requiredMaps("events")) {
            events.add(event(event, events, compiler));
        }
        return new MappedFile(name.value(), csv.value(), written, csv.place(), compiler.compile(yaml.requiredText("account")),
                compiler.compile(yaml.requiredText("id")), yaml.text("user").map(compiler::compile), List.copyOf(events));
    }

    private EventMapping event(YamlMap yaml, List<EventMapping> before, RowExpressions compiler) {
        yaml.allowing("fact", "when", "at", "sequence", "set");
        YamlText name = yaml.requiredText("fact");
        FieldDescriptor fact = FactNames.fact(name);
        List<RowField> fields = new ArrayList<>();
        yaml.map("set").ifPresent(set -> {
            for (String key : set.keys()) {
                FieldDescriptor field = FactNames.field(fact, key, set.place(key));
                RowExpression expression = compiler.compile(set.requiredText(key));
                fields.add(new RowField(new FactField(field, expression.expression()), expression));
            }
        });
        long same = before.stream().filter(other -> other.fact().equals(fact)).count();
        return new EventMapping(fact, same == 0 ? name.value() : name.value() + "-" + (same + 1),
                yaml.text("when").map(compiler::condition),
                compiler.compile(yaml.requiredText("at")), yaml.text("sequence").map(text -> sequence(text, compiler)),
                List.copyOf(fields));
    }

    private static RowField sequence(YamlText text, RowExpressions compiler) {
        RowExpression expression = compiler.compile(text);
        return new RowField(FactField.sequence(expression.expression()), expression);
    }

    private RowExpressions compiler(FileStyle written) {
        return compilers.computeIfAbsent(written.numbers(), numbers -> new RowExpressions(lookups, numbers));
    }

    private static void allowing(YamlMap yaml, String... keys) {
        yaml.allowing(Stream.concat(Stream.of(keys), Stream.of(StyleReader.KEYS)).toArray(String[]::new));
    }
}
