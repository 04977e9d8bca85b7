package dev.bellwether.local.platform;

import dev.bellwether.chassis.process.ServiceMain;
import dev.bellwether.cli.connection.Addresses;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.terminal.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a service's process.
final class ServiceCommand {

    private ServiceCommand() {}

    /// @param training whether it only runs to make what later starts are quicker with
    static List<String> of(Service service, PlatformSettings settings, Addresses addresses, String kafka, String postgres,
            boolean training) {
        Path application = settings.home().resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(application)) {
            throw new CommandException(
                    service.module() + " is not built: " + application + " is not there. Build it with 'mvn package -DskipTests'.");
        }
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                // One machine has other things to do than to optimise five programs for minutes; a long run may want 4 here.
                "-XX:TieredStopAtLevel=" + System.getenv().getOrDefault("BELLWETHER_COMPILER_LEVEL", "1"),
                "-Xmx320m", "-Xss512k", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError",
                // What the manifest of quarkus-run.jar opens, which counts with -jar only.
                "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dquarkus.http.port=" + settings.ports().services().get(service),
                "-Dquarkus.management.port=" + settings.ports().management().get(service),
                "-Dbellwether.kafka.bootstrap-servers=" + kafka,
                "-Dbellwether.database.host=" + postgres.substring(0, postgres.lastIndexOf(':')),
                "-Dbellwether.database.port=" + postgres.substring(postgres.lastIndexOf(':') + 1),
                // Nothing travels: compressing would only take time from the rest.
                "-Dbellwether.kafka.producer.\"compression.type\"=none",
                "-Dbellwether.clock.offset=" + settings.clockOffset()));
        for (Service peer : Service.values()) {
            command.add("-Dbellwether.peers." + peer.database() + "=" + addresses.of(peer));
        }
        // Later ones override.
        command.addAll(settings.options());
        StartCache cache = new StartCache(settings.home(), service);
        command.addAll(training ? cache.trainingOptions() : cache.options());
        command.addAll(List.of("-cp", application.toString(), ServiceMain.class.getName()));
        return command;
    }
}
