package dev.bellwether.segmentation.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.bellwether.features.v1.FeatureDefinition.Type;
import dev.bellwether.proto.FeatureCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The file from which editors complete is made of the keys that the reader knows. After a change of them write it anew with
/// `-Dbellwether.golden=write`.
class SchemeSchemaTest {

    private static final String FILE = "lifecycle-scheme.schema.json";
    private static final Path DOCUMENTATION = Path.of("../docs/schemas", FILE);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void the_file_is_what_the_reader_knows() throws IOException {
        String made = JSON.writeValueAsString(SchemeLanguage.jsonSchema()) + "\n";
        if ("write".equals(System.getProperty("bellwether.golden"))) {
            Files.createDirectories(DOCUMENTATION.getParent());
            Files.writeString(DOCUMENTATION, made);
        }
        assertThat(Files.readString(DOCUMENTATION)).isEqualTo(made);
    }

    @Test
    void it_is_served_from_the_jar_and_names_every_feature_of_conditions() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/schemas/" + FILE)) {
            String served = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(served).isEqualTo(Files.readString(DOCUMENTATION));
            FeatureCatalogue.all().stream().filter(it -> it.getType() != Type.DAY)
                    .forEach(it -> assertThat(served).contains("- `" + it.getFeature() + "` ("));
        }
    }

    @Test
    void the_schema_takes_the_shipped_scheme_and_one_with_everything() throws IOException {
        assertThat(wrong(SchemeKind.shippedText())).isEmpty();
        String all = """
                title: Ours
                description: What we tell apart.
                order: last
                parameters:
                  - {name: large, value: 500, unit: currency units per month, description: What is large.}
                  - {name: strict, value: true}
                  - {name: top_plan, value: Pro}
                rules:
                  - {id: rest, title: The rest, enter: true}
                  - id: large
                    company_type: enterprise
                    description: Pays much.
                    enter: mrr > large && strict && plan == top_plan
                    stay: mrr > 0.8 * large
                    minimum_stay_days: 7
                    overrides_minimum_stay: true
                """;
        assertThat(wrong(all)).isEmpty();
        assertThat(SchemeParser.read(all).problems()).isEmpty();
    }

    /// Each with one mistake that an editor can see.
    @ParameterizedTest
    @ValueSource(strings = {"title: T", "rules: []", "rules: {}", "rules: [3]", "rules: [{id: a}]", "rules: [{enter: true}]",
        "rules: [{id: A, enter: true}]", "rules: [{id: a, enter: 3}]", "rules: [{id: a, enter: true, minimum_stay_days: 366}]",
        "rules: [{id: a, enter: true, minimum_stay_days: 1.5}]", "rules: [{id: a, enter: true, company_type: big}]",
        "rules: [{id: a, enter: true, overrides_minimum_stay: 1}]", "rules: [{id: a, enter: true, stya: true}]",
        "order: frist\nrules: [{id: a, enter: true}]", "parameters: [{name: x}]\nrules: [{id: a, enter: true}]",
        "parameters: [{name: X, value: 1}]\nrules: [{id: a, enter: true}]", "tilte: T\nrules: [{id: a, enter: true}]"})
    void the_schema_refuses_what_the_reader_refuses(String text) throws IOException {
        assertThat(wrong(text)).as(text).isNotEmpty();
        assertThat(SchemeParser.read(text).usable()).as(text).isEmpty();
    }

    private static List<String> wrong(String yaml) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(DOCUMENTATION));
        return schema.validate(YAML.readTree(yaml)).stream().map(Object::toString).toList();
    }
}
