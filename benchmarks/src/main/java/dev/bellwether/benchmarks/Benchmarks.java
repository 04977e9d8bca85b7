package dev.bellwether.benchmarks;

import dev.bellwether.benchmarks.ingest.IngestCommand;
import dev.bellwether.benchmarks.pipeline.PipelineCommand;
import dev.bellwether.cli.terminal.CommandErrors;
import dev.bellwether.cli.terminal.CommandLog;
import dev.bellwether.cli.terminal.DataDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/// `./bellwether bench …`: each prints its figure beside the reference measured in the same run.
@Command(name = "bellwether bench", synopsisSubcommandLabel = "<benchmark>", description = "Measure, beside a reference in the same run.",
        subcommands = {IngestCommand.class, PipelineCommand.class})
public final class Benchmarks {

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = CommandLine.ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    private Benchmarks() {}

    public static void main(String[] arguments) {
        CommandLog.silence();
        System.exit(new CommandLine(new Benchmarks())
                .setExecutionExceptionHandler(new CommandErrors(DataDirectory.home().resolve(".bellwether/logs")))
                .execute(arguments.length == 0 ? new String[] {"--help"} : arguments));
    }
}
