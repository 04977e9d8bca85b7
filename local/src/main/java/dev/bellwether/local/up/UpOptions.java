package dev.bellwether.local.up;

import dev.bellwether.local.cli.Complaint;
import dev.bellwether.local.cli.DataDirectory;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.platform.PlatformSettings;
import dev.bellwether.local.platform.Ports;
import dev.bellwether.local.platform.Service;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
        if (fresh && (kafka.isPresent() || postgres.isPresent())) {
            throw new Complaint("Fresh data is for the embedded Kafka and PostgreSQL only: what the named servers hold is not Bellwether's to delete.");
        }
        kafka.ifPresent(address -> Reachable.require("--kafka", address));
        postgres.ifPresent(address -> Reachable.require("--postgres", address));
        PlatformSettings settings = new PlatformSettings(DataDirectory.home(), directory.path(), fresh, Ports.usual(), kafka, postgres, clockOffset);
        LocalPlatform platform = LocalPlatform.start(settings, System.err::println);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
        return platform;
    }

    public static void describe(LocalPlatform platform, PrintStream out) {
        out.println("Bellwether is up.");
        for (Service service : Service.values()) {
            out.printf("  %-21s HTTP and gRPC  %s%n", service.module(), platform.addresses().of(service));
        }
        out.printf("  %-21s                %s%n", "Kafka", platform.kafka());
        out.printf("  %-21s                %s%n", "PostgreSQL", platform.postgres());
        out.println("  admin key in " + platform.adminKey().place());
        out.println("  logs in " + platform.logs());
    }
}
