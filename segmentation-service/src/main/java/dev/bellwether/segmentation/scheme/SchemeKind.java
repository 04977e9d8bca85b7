package dev.bellwether.segmentation.scheme;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionKind;
import dev.bellwether.chassis.definition.kind.TextProblem;
import dev.bellwether.segmentation.membership.SchemeVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Schemes as a kind of definition. There is one for each tenant: `lifecycle`.
public final class SchemeKind implements DefinitionKind<UsableScheme> {

    public static final String COLLECTION = "schemes";
    public static final String LIFECYCLE = "lifecycle";

    private static final String SHIPPED = "schemes/lifecycle.yaml";
    private static final SchemeVersion OF_NO_TENANT = new SchemeVersion(0);

    private final SchemeCompiler compiler = new SchemeCompiler();

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public Optional<String> refusal(String id) {
        return id.equals(LIFECYCLE) ? Optional.empty() : Optional.of("the one scheme is called '" + LIFECYCLE + "', not '" + id + "'");
    }

    @Override
    public Map<String, String> shipped() {
        return Map.of(LIFECYCLE, shippedText());
    }

    @Override
    public boolean isRequired(String id) {
        return true;
    }

    @Override
    public CompiledText<UsableScheme> compile(String id, String text) {
        try {
            Scheme scheme = SchemeParser.parse(text);
            return CompiledText.of(new UsableScheme(scheme, compiler.compile(OF_NO_TENANT, scheme)), scheme.title(), Set.of(), List.of());
        } catch (InvalidScheme invalid) {
            return CompiledText.broken(id, problems(invalid));
        }
    }

    private static List<TextProblem> problems(InvalidScheme invalid) {
        return invalid.problems().isEmpty() ? List.of(TextProblem.error("", 1, 1, invalid.getMessage(), ""))
                : invalid.problems().stream()
                        .map(it -> TextProblem.error(it.rule() + "." + it.field(), it.line(), it.column(), it.message(), "")).toList();
    }

    /// The scheme that Bellwether ships, as it is written.
    public static String shippedText() {
        try (InputStream in = SchemeKind.class.getClassLoader().getResourceAsStream(SHIPPED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
