package dev.bellwether.cli.terminal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.bellwether.chassis.text.Printable;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// How a command prints its result: for people, or with `--json` for programs. Standard output holds the result alone;
/// progress and remarks go to standard error.
public final class Output {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    /// Who can be asked about what the command line leaves open. Programs, which want JSON, are not asked.
    public Optional<Terminal> terminal() {
        return json ? Optional.empty() : Terminal.ofThisProcess();
    }

    /// @param result  a record, which is the JSON's shape
    /// @param printer prints it for people
    public <T> void print(T result, Consumer<PrintStream> printer) {
        if (json) {
            Screen.on(System.out).print(json(result) + "\n");
        } else {
            printer.accept(Screen.on(System.out));
        }
    }

    /// What precedes the result, for people alone.
    public void forPeople(Consumer<PrintStream> printer) {
        if (!json) {
            printer.accept(Screen.on(System.out));
        }
    }

    /// One of many results, each on a line of its own.
    ///
    /// @param text for people
    public void line(Object result, String text) {
        Screen.on(System.out).println(json ? line(result) : text);
    }

    /// Shows a document as it is, on several lines.
    public static void show(JsonNode document, PrintStream out) {
        out.print(Printable.json(document.toPrettyString()) + "\n");
    }

    public static String json(Object result) {
        return written(JSON.writer(), result);
    }

    /// On one line, for a file with one on each.
    public static String line(Object result) {
        return written(JSON.writer().without(SerializationFeature.INDENT_OUTPUT), result);
    }

    private static String written(ObjectWriter writer, Object result) {
        try {
            return Printable.json(writer.writeValueAsString(result));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
