package dev.bellwether.local.training;

import dev.bellwether.cli.connection.AddressFile;
import dev.bellwether.cli.connection.Addresses;
import dev.bellwether.cli.connection.AdminKey;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.local.Bellwether;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Does what commands do, against services that know nothing, so that the JVM can keep what it has loaded for that: the launcher script runs it
/// once after each build (docs/decisions/0038).
public final class Training {

    private static final List<List<String>> COMMANDS = List.of(
            List.of("--help"), List.of("help", "recommendations"), List.of("no-command"),
            List.of("segments"), List.of("segments", "--json"), List.of("account", "one"),
            List.of("recommendations"), List.of("recommendations", "--kind", "unknown"), List.of("outcomes"),
            List.of("status"), List.of("quarantine"), List.of("quarantine", "show", "one"),
            List.of("sources", "list"), List.of("sources", "create", "web"), List.of("plan", "show"),
            List.of("definitions", "history", "schemes/lifecycle"),
            List.of("tenant", "accounts", "demo"), List.of("export", "one"), List.of("erase", "one", "--yes", "--wait", "0"));

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        PrintStream errors = System.err;
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        try {
            run(Files.createTempDirectory("bellwether-training"));
        } finally {
            System.setOut(out);
            System.setErr(errors);
        }
        // As a command ends: threads of gRPC are still there.
        System.exit(0);
    }

    private static void run(Path data) throws IOException {
        try (StandInServices services = new StandInServices(UnaryOperator.identity())) {
            AdminKey.findOrMake(data);
            AddressFile.write(data, everyService(services.address()), Map.of());
            COMMANDS.forEach(
                    command -> Bellwether.run(command.getFirst().equals("--help") || command.getFirst().equals("help") ? words(command)
                            : words(Stream.concat(command.stream(), Stream.of("--data-dir", data.toString())).toList())));
        } finally {
            try (Stream<Path> files = Files.list(data)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(data);
        }
    }

    private static String[] words(List<String> command) {
        return command.toArray(String[]::new);
    }

    /// @param address of the one server that stands in for all
    public static Addresses everyService(String address) {
        return new Addresses(Arrays.stream(Service.values()).collect(Collectors.toMap(service -> service, _ -> address)));
    }
}
