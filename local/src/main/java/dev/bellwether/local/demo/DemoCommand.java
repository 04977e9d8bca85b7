package dev.bellwether.local.demo;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.simulate.SimulationOptions;
import dev.bellwether.local.up.UpOptions;
import dev.bellwether.simulator.SimulationSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "demo",
        description = {"Run the platform on fresh data, fill it with the history of an invented company and some minutes of today,",
            "and show where its accounts stand. Then it stays up until Ctrl-C."})
public final class DemoCommand implements Callable<Integer> {

    /// Of all accounts; each event is one of a day that has begun.
    private static final int LIVE_EVENTS_PER_ACCOUNT_PERCENT = 60;

    @Mixin
    private UpOptions options;

    @Mixin
    private Output output;

    @Mixin
    private SimulationOptions simulation;

    @Option(names = "--live-seconds", paramLabel = "<n>", defaultValue = "20",
            description = "Over how long the events of today are spread. Default: ${DEFAULT-VALUE}.")
    private int liveSeconds;

    @Option(names = "--once", description = "Stop everything after the summary.")
    private boolean once;

    @Option(names = "--running", description = "Fill the platform that runs already, instead of one of its own, and leave it running.")
    private boolean running;

    @Option(names = "--fresh", hidden = true, description = "Always so.")
    private boolean fresh;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws InterruptedException {
        LocalDate today = Dates.dayOf(clock.instant().plus(options.clockOffset()));
        SimulationSettings settings = simulation.settings(TenantOption.USUAL, today);
        if (running) {
            try (Connection connection = options.connect()) {
                fill(connection, settings);
            }
            return 0;
        }
        try (LocalPlatform platform = options.start(true)) {
            try (Connection connection = new Connection(platform.addresses(), platform::adminKey)) {
                fill(connection, settings);
            }
            if (!once) {
                System.err.println();
                UpOptions.describe(platform, System.err);
                System.err.println(
                        "Try in another terminal: ./bellwether segments, ./bellwether recommendations, ./bellwether verify. Ctrl-C stops it.");
                new CountDownLatch(1).await();
            }
            return 0;
        }
    }

    private void fill(Connection connection, SimulationSettings settings) {
        DemoResult result;
        try (DemoProgress progress = new DemoProgress()) {
            result = new Demo(connection, settings, progress)
                    .run(Math.max(1, settings.accounts() * LIVE_EVENTS_PER_ACCOUNT_PERCENT / 100), Duration.ofSeconds(liveSeconds));
        }
        output.print(result, result::print);
    }
}
