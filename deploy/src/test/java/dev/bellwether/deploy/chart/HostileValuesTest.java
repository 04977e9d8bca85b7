package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Names and texts stay what they are, however YAML would read them, and no key comes twice.
class HostileValuesTest {

    private static final String HARMLESS = "harmless";
    /// As names Kubernetes takes them.
    private static final List<String> NAMES =
            List.of("4711", "1e10", "on", "off", "yes", "no", "y", "n", "null", "true", "false", "0x1f", "0o17",
                    "0b1", "017", "1-2-3", "nan", "inf");
    private static final List<String> TEXTS =
            List.of("0x1F", "1_000", "12:30:00", "~", "", " ", "# no comment", "a: b", "- a", "{", "[]", "'", "\"",
                    "\\", "a\nb", "a\r\nb", "a\n\n  b\n", "|\n a", "--- ", "...", "? a", "\t", "\u007f", "\u009b31m", "\u2028", "\u200b",
                    "\u202e", "é", "👍", "\u0085", "=", "<<", "2026-11-30", "2026-11-30T10:00:00Z", "!!int 1", "!!binary x", "&a", "*a",
                    "%a", "@a", "`a", "{{ .Release.Name }}", "{{ fail \"x\" }}", "{{", "}}", "{{/*", "$(HOME)", ".5",
                    "+1", "-.inf", ".NaN", "NULL", "No", "1e+3", "0.1e-2", "190:20:30");

    static Stream<Path> values() {
        return Chart.valuesFiles().stream();
    }

    @ParameterizedTest
    @MethodSource("values")
    void no_key_comes_twice_and_names_are_strings_everywhere(Path values) {
        String harmless = Chart.text(Chart.RELEASE, HARMLESS, values, names(HARMLESS));
        for (String name : NAMES) {
            same(harmless, Chart.text(Chart.RELEASE, name, values, names(name)), name);
        }
    }

    @Test
    void texts_in_values_are_what_was_given_everywhere() {
        String harmless = Chart.text(Chart.RELEASE, Chart.NAMESPACE, Chart.MINIMAL, texts(HARMLESS));
        for (String text : Stream.concat(NAMES.stream(), TEXTS.stream()).toList()) {
            same(harmless, Chart.text(Chart.RELEASE, Chart.NAMESPACE, Chart.MINIMAL, texts(text)), text);
        }
    }

    /// Both readers read of the two the same, but for the word.
    private static void same(String harmless, String hostile, String word) {
        for (YamlReader reader : YamlReader.values()) {
            List<Object> expected = withoutDigests(renamed(reader.read(harmless), word));
            assertThat(expected).hasSizeGreaterThan(10);
            assertThat(withoutDigests(reader.read(hostile))).as("%s with `%s`", reader, word).isEqualTo(expected);
        }
    }

    /// What is named by people, in a form that the schema takes.
    private static Map<String, Object> names(String name) {
        Map<String, Object> changes = new HashMap<>();
        for (String path : List.of("credentials.existingSecret", "credentials.adminKey", "credentials.serviceKey", "database.usernameKey",
                "database.passwordKey", "defaults.priorityClassName", "nameOverride")) {
            changes.put(path, name);
        }
        changes.put("image.pullSecrets", List.of(name));
        changes.put("kafka.secretProperties", Map.of("sasl.jaas.config", Map.of("secret", name, "key", name)));
        changes.put("fullnameOverride", "cs");
        return changes;
    }

    /// What may be any text.
    private static Map<String, Object> texts(String text) {
        // Names that YAML reads as something else, too.
        Map<String, String> own = Map.of("example.com/own", text, "on", text, "4711", text, "1e10", text, "null", text, "2026-11-30", text);
        Map<String, Object> changes = new HashMap<>();
        changes.put("labels", own);
        changes.put("defaults.environment", Map.of("OWN", text, "QUARKUS_LOG_LEVEL", text));
        changes.put("defaults.podAnnotations", own);
        changes.put("defaults.serviceAccountAnnotations", own);
        changes.put("defaults.nodeSelector", own);
        changes.put("defaults.tolerations", List.of(Map.of("key", "own", "operator", "Equal", "value", text)));
        changes.put("defaults.javaOptions", text);
        changes.put("migration.annotations", own);
        changes.put("monitoring.dashboards", Map.of("enabled", true, "labels", own, "annotations", own));
        changes.put("kafka.properties", Map.of("client.rack", text));
        return changes;
    }

    private static List<Object> renamed(List<Object> documents, String name) {
        return documents.stream().map(document -> YamlReader.strings(document, string -> string.replace(HARMLESS, name))).toList();
    }

    /// Digests of what is rendered are others.
    private static List<Object> withoutDigests(List<Object> documents) {
        return documents.stream().map(document -> YamlReader.strings(document,
                string -> string.replaceAll("^[0-9a-f]{64}$", "…").replaceAll("(-migration)-[0-9a-f]{8}$", "$1"))).toList();
    }
}
