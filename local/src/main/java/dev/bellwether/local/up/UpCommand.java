package dev.bellwether.local.up;

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

    @Override
    public Integer call() throws InterruptedException {
        UpOptions.describe(options.start(fresh), System.out);
        System.out.println("Ctrl-C stops it.");
        new CountDownLatch(1).await();
        return 0;
    }
}
