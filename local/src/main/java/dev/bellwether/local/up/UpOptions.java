package dev.bellwether.local.up;

import dev.bellwether.cli.connection.AddressFile;
import dev.bellwether.cli.connection.AdminKey;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.DataDirectory;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.platform.PlatformPorts;
import dev.bellwether.local.platform.PlatformSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `up` and `demo` share: where the platform runs and what it stands on.
public final class UpOptions {

    @Mixin
    private DataDirectory directory;

    @Option(names = "--kafka", paramLabel = "<host:port>", description = "A Kafka that runs already, instead of an embedded one.")
    private Optional<String> kafka = Optional.empty();

    @Option(names = "--postgres", paramLabel = "<host:port>", description = {"A PostgreSQL that runs already, instead of an embedded one:",
        "user and password bellwether, databases ingestion, features, segmentation, playbooks."})
    private Optional<String> postgres = Optional.empty();

    @Option(names = "--free-ports",
            description = "Free ports, instead of the usual ones. Commands with the same --data-dir find them.")
    private boolean freePorts;

    @Option(names = "--clock-offset", paramLabel = "<PT..>", defaultValue = "PT0S",
            description = "Added to the system's clock, as in PT-12H, to run at another time.")
    private Duration clockOffset;

    public Duration clockOffset() {
        return clockOffset;
    }

    public Path dataDirectory() {
        return directory.path();
    }

    public LocalPlatform start(boolean fresh) {
        return start(fresh, EnumSet.allOf(Service.class));
    }

    /// @param more for each service's command line
    public LocalPlatform start(boolean fresh, Set<Service> services, String... more) {
        if (fresh && (kafka.isPresent() || postgres.isPresent())) {
            throw new CommandException(
                    "Fresh data is for the embedded Kafka and PostgreSQL only: what the named servers hold is not Bellwether's to delete.");
        }
        kafka.ifPresent(address -> Reachable.require("--kafka", address));
        postgres.ifPresent(address -> Reachable.require("--postgres", address));
        PlatformSettings settings = new PlatformSettings(DataDirectory.home(), directory.path(), fresh,
                freePorts ? PlatformPorts.free() : PlatformPorts.usual(), kafka, postgres, clockOffset);
        LocalPlatform platform = LocalPlatform.start(settings.with(services, more), System.err::println);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
        return platform;
    }

    /// To the platform that runs already, on the data folder or at the usual ports.
    public Connection connect() {
        Connection connection = new Connection(AddressFile.read(directory.path()), () -> AdminKey.require(directory.path()));
        PipelineProgress.requireRunning(connection);
        return connection;
    }

    public static void describe(LocalPlatform platform, PrintStream out) {
        out.println(
                platform.services().isEmpty() ? "What Bellwether stands on is up; its services are yours to start." : "Bellwether is up.");
        for (Service service : platform.services()) {
            out.printf("  %-21s HTTP and gRPC  %s%n", service.module(), platform.addresses().of(service));
        }
        out.printf("  %-21s                %s%n", "Kafka", platform.kafka());
        out.printf("  %-21s                %s%n", "PostgreSQL", platform.postgres());
        out.println("  admin key in " + platform.adminKey().place());
        out.println("  logs in " + platform.logs());
    }
}
