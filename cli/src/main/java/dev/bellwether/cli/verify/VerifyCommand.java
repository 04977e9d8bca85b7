package dev.bellwether.cli.verify;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.cli.terminal.ProgressBar;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "verify",
        description = {"Rebuild the journal into fresh state, close the same days again, decide again, and compare with what is stored.",
            "Exit code 1 when there is a difference."})
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            PipelineProgress.requireRunning(connection);
            // What is still on its way would look like a difference.
            new PipelineProgress(connection).awaitSettled(_ -> {});
            Verification verification;
            try (ProgressBar bar = new ProgressBar("Verifying", "partitions")) {
                verification = Verification.run(connection, bar::advanceTo);
            }
            output.print(verification, verification::print);
            return verification.differenceCount() == 0 ? 0 : 1;
        }
    }
}
