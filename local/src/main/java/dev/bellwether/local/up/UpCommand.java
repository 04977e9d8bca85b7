package dev.bellwether.local.up;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.local.platform.LocalPlatform;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Run the whole platform on this machine, until Ctrl-C. What it stored is there at the next start.")
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private UpOptions options;

    @Option(names = "--fresh", description = "Forget everything that is stored, first.")
    private boolean fresh;

    @Option(names = "--without-services",
            description = {"Kafka and PostgreSQL only, for services that you start yourself. The file platform.properties of the",
                "data folder says where these two are, and where commands look for the services."})
    private boolean withoutServices;

    @Option(names = "--continue-log",
            description = {"Resume on a new Kafka cluster after the old one is lost, as docs/operations.md describes.",
                "With a Kafka that the databases know it does nothing."})
    private boolean continueLog;

    @Override
    public Integer call() throws InterruptedException {
        LocalPlatform platform = start();
        UpOptions.describe(platform, System.out);
        if (!withoutServices) {
            complain(platform);
        }
        System.out.println("Ctrl-C stops it.");
        new CountDownLatch(1).await();
        return 0;
    }

    /// It runs all the same: the operator may want to look at it first.
    private static void complain(LocalPlatform platform) {
        try (Connection connection = new Connection(platform.addresses(), platform::adminKey)) {
            List<String> complaints =
                    new PipelineProgress(connection).now().stream().flatMap(standing -> standing.complaint().stream()).toList();
            if (!complaints.isEmpty()) {
                System.out.println();
                complaints.forEach(System.out::println);
                System.out.println("Here: './bellwether up --continue-log'.");
                System.out.println();
            }
        }
    }

    private LocalPlatform start() {
        Set<Service> services = withoutServices ? Set.of() : EnumSet.allOf(Service.class);
        return continueLog ? options.start(fresh, services, "-Dbellwether.log.continue=true") : options.start(fresh, services);
    }
}
