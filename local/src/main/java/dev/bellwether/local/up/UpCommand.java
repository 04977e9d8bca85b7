package dev.bellwether.local.up;

import dev.bellwether.local.platform.Service;
import java.util.EnumSet;
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

    @Option(names = "--without-services", description = {"Kafka and PostgreSQL only, for services that you start yourself. The file platform.properties of the",
            "data folder says where these two are, and where commands look for the services."})
    private boolean withoutServices;

    @Override
    public Integer call() throws InterruptedException {
        UpOptions.describe(options.start(fresh, withoutServices ? Set.of() : EnumSet.allOf(Service.class)), System.out);
        System.out.println("Ctrl-C stops it.");
        new CountDownLatch(1).await();
        return 0;
    }
}
