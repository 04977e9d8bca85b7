package dev.bellwether.segmentation.scheme;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionKind;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionTexts;
import dev.bellwether.chassis.definition.kind.TextProblem;
import dev.bellwether.features.v1.Features;
import dev.bellwether.mapping.definition.TextFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Schemes as a kind of definition. There is one for each tenant: `lifecycle`.
public final class SchemeKind implements DefinitionKind<UsableScheme> {

    public static final String COLLECTION = "schemes";
    public static final String LIFECYCLE = "lifecycle";

    private static final String SHIPPED = "schemes/lifecycle.yaml";

    private final AccountsToTry accounts;

    public SchemeKind() {
        this(AccountsToTry.NONE);
    }

    /// @param accounts with which schemes are tried when they are checked
    public SchemeKind(AccountsToTry accounts) {
        this.accounts = accounts;
    }

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
        ReadScheme read = SchemeParser.read(text);
        String title = read.title().isEmpty() ? id : read.title();
        List<TextProblem> problems = problems(read.problems());
        return read.usable().map(usable -> CompiledText.of(usable, title, Set.of(), problems))
                .orElseGet(() -> CompiledText.broken(title, problems));
    }

    @Override
    public List<TextProblem> check(DefinitionName name, UsableScheme compiled, DefinitionTexts texts) {
        try (Stream<Features> known = accounts.of(name.tenant())) {
            return problems(SchemeChecks.of(compiled, known));
        }
    }

    private static List<TextProblem> problems(List<TextFault> faults) {
        return faults.stream().map(it -> new TextProblem(
                it.isError() ? TextProblem.Severity.ERROR : TextProblem.Severity.WARNING, it.field(), it.line(), it.column(), it.message(),
                it.suggestion())).toList();
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
