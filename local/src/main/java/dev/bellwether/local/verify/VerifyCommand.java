package dev.bellwether.local.verify;

import dev.bellwether.local.cli.Output;
import dev.bellwether.local.cli.ProgressBar;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.connection.PlatformOption;
import dev.bellwether.local.progress.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "verify", description = {"Refold the journal into fresh state, close the same days again, decide again, and compare with what is stored.",
        "Exit code 1 when there is a difference."})
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            Progress.requireRunning(connection);
            // What is still on its way would look like a difference.
            new Progress(connection).awaitSettled(_ -> { });
            Verification verification;
            try (ProgressBar bar = new ProgressBar("Verifying", "partitions")) {
                verification = Verification.run(connection, bar::advanceTo);
            }
            output.print(verification, verification::print);
            return verification.differenceCount() == 0 ? 0 : 1;
        }
    }
}
