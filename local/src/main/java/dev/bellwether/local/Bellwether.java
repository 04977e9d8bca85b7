package dev.bellwether.local;

import dev.bellwether.local.account.AccountCommand;
import dev.bellwether.local.cli.DataDirectory;
import dev.bellwether.local.cli.Failures;
import dev.bellwether.local.demo.DemoCommand;
import dev.bellwether.local.erasure.EraseCommand;
import dev.bellwether.local.erasure.ExportCommand;
import dev.bellwether.local.importing.ImportCommand;
import dev.bellwether.local.plan.PlanCommand;
import dev.bellwether.local.platform.Logs;
import dev.bellwether.local.quarantine.QuarantineCommand;
import dev.bellwether.local.recommendations.RecommendationsCommand;
import dev.bellwether.local.segments.SegmentsCommand;
import dev.bellwether.local.sources.SourcesCommand;
import dev.bellwether.local.status.StatusCommand;
import dev.bellwether.local.tenant.TenantCommand;
import dev.bellwether.local.up.UpCommand;
import dev.bellwether.local.verify.VerifyCommand;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./bellwether`: the whole platform on one machine.
@Command(name = "bellwether", synopsisSubcommandLabel = "<command>",
        description = "Tells which customers are about to leave, which are ready to grow, and what to do about each today.",
        footer = {"", "  bench            Measure; 'bench --help' says what.", "  test             Build everything and run every test.",
                "  baseline         Keep contracts and databases as those of a release.", "", "Try: ./bellwether demo"},
        subcommands = {UpCommand.class, DemoCommand.class, ImportCommand.class, SourcesCommand.class, PlanCommand.class, SegmentsCommand.class,
            AccountCommand.class, RecommendationsCommand.class, QuarantineCommand.class, StatusCommand.class, VerifyCommand.class,
            ExportCommand.class, EraseCommand.class, TenantCommand.class})
public final class Bellwether {

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = CommandLine.ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    private Bellwether() {}

    public static void main(String[] arguments) {
        Logs.silence();
        // Kafka and gRPC leave threads behind that would keep the JVM alive.
        System.exit(run(arguments));
    }

    /// Returns the exit code: 0 when all is well, 1 when something failed, 2 for a command line that is not understood.
    static int run(String... arguments) {
        return new CommandLine(new Bellwether())
                .setExecutionExceptionHandler(new Failures(DataDirectory.home().resolve(".bellwether/logs")))
                .execute(arguments.length == 0 || arguments[0].equals("help") ? helped(arguments) : arguments);
    }

    /// `help erase` is `erase --help`.
    private static String[] helped(String... arguments) {
        return Stream.concat(Stream.of(arguments).skip(1), Stream.of("--help")).toArray(String[]::new);
    }
}
