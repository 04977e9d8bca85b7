package dev.bellwether.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a parser says is about the parser: no code passes its messages on. In all modules.
class ParsersWordsTest {

    private static final List<String> PARSERS =
            List.of("com.fasterxml.jackson.", "com.google.protobuf.", "com.google.gson.", "de.siegmar.fastcsv.");
    private static final List<Class<?>> OF_JAVA =
            List.of(DateTimeParseException.class, NumberFormatException.class, URISyntaxException.class,
                    PatternSyntaxException.class, CharacterCodingException.class, IllegalCharsetNameException.class,
                    UnsupportedCharsetException.class);
    private static final Set<String> MESSAGES = Set.of("getMessage", "getLocalizedMessage", "getOriginalMessage", "toString");

    /// Records and rows that the services have written themselves: what cannot be read of them is damaged, and its operator is told all.
    private static final String OF_STORED_BYTES =
            ".*\\.(AccountTable|InboundEntry|AccountTables|ErasureLoop|RecommendationFeed|MembershipHandler|SnapshotBatch)";

    private static final DescribedPredicate<JavaAccess<?>> A_PARSERS_MESSAGE = DescribedPredicate.describe("what a parser says",
            access -> MESSAGES.contains(access.getName()) && isAParsers(access.getTargetOwner()));

    @Test
    void no_parsers_message_is_passed_on() throws Exception {
        List<Path> modules;
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            modules = folders.map(folder -> folder.resolve("target/classes")).filter(Files::isDirectory).toList();
        }
        JavaClasses all = new ClassFileImporter().importPaths(modules);

        noClasses().that().haveNameNotMatching(OF_STORED_BYTES).should().accessTargetWhere(A_PARSERS_MESSAGE).check(all);
    }

    private static boolean isAParsers(JavaClass owner) {
        return owner.isAssignableTo(Throwable.class)
                && (PARSERS.stream().anyMatch(owner.getName()::startsWith) || OF_JAVA.stream().anyMatch(owner::isAssignableTo));
    }
}
