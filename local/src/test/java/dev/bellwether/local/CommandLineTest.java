package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {

    @Test
    void every_command_can_be_made() {
        assertThat(Bellwether.run("--help")).isZero();
        assertThat(Bellwether.run()).isZero();
        assertThat(Bellwether.run("help")).isZero();
        assertThat(Bellwether.run("help", "tenant", "leave")).isZero();
        assertThat(Bellwether.run("tenant", "leave", "--help")).isZero();
        assertThat(Bellwether.run("quarantine", "--help")).isZero();
        assertThat(Bellwether.run("quarantine", "resubmit", "--help")).isZero();
        assertThat(Bellwether.run("import", "--help")).isZero();
    }

    @Test
    void every_description_is_sentences_that_end() {
        List<String> texts = all(Bellwether.line()).flatMap(CommandLineTest::descriptions).toList();

        assertThat(texts).hasSizeGreaterThan(80).allSatisfy(text -> assertThat(text).matches("(?s)[^a-z].*[.?!]"));
    }

    @Test
    void another_word_is_answered_with_the_commands_that_there_are() {
        assertThat(Bellwether.line("recommendation").getSubcommands()).containsKeys("recommendations", "up", "tenant");
        assertThat(Bellwether.line("help", "up").getSubcommands()).containsOnlyKeys("up");
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandLineTest::all));
    }

    private static Stream<String> descriptions(CommandLine command) {
        return Stream.concat(Stream.of((Object) command.getCommandSpec().usageMessage().description()),
                command.getCommandSpec().args().stream().map(argument -> (Object) argument.description()))
                .map(lines -> String.join(" ", (String[]) lines));
    }
}
