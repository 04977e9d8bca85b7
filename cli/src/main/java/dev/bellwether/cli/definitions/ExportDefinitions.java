package dev.bellwether.cli.definitions;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "export",
        description = {"Write what is in force into a folder, one file for each definition.",
            "Exit code 1 when a file with another text was left as it is."})
final class ExportDefinitions implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private DayOption day;

    @Mixin
    private Output output;

    @Option(names = "--into", paramLabel = "<folder>", defaultValue = "definitions",
            description = "Made when it is not there. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(names = "--force", description = "Replace files that have another text.")
    private boolean force;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            WrittenFolder written =
                    WrittenFolder.write(tenant.id(), folder, new OwnedDefinitions(connection, tenant).inForce(day.day()), force);
            output.print(written, written::print);
            return written.kept().isEmpty() ? 0 : 1;
        }
    }
}
