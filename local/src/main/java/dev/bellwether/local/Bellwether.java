package dev.bellwether.local;

import dev.bellwether.local.account.AccountCommand;
import dev.bellwether.local.backfills.BackfillsCommand;
import dev.bellwether.local.cli.DataDirectory;
import dev.bellwether.local.cli.Failures;
import dev.bellwether.local.cli.OptionValues;
import dev.bellwether.local.cli.Screen;
import dev.bellwether.local.demo.DemoCommand;
import dev.bellwether.local.erasure.EraseCommand;
import dev.bellwether.local.erasure.ExportCommand;
import dev.bellwether.local.importing.ImportCommand;
import dev.bellwether.local.plan.PlanCommand;
import dev.bellwether.local.platform.Logs;
import dev.bellwether.local.quarantine.QuarantineCommand;
import dev.bellwether.local.recommendations.OutcomesCommand;
import dev.bellwether.local.recommendations.RecommendationsCommand;
import dev.bellwether.local.segments.SegmentsCommand;
import dev.bellwether.local.simulator.SimulateCommand;
import dev.bellwether.local.sources.SourcesCommand;
import dev.bellwether.local.status.StatusCommand;
import dev.bellwether.local.tenant.TenantCommand;
import dev.bellwether.local.up.UpCommand;
import dev.bellwether.local.verify.VerifyCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/// `./bellwether`: the whole platform on one machine.
@Command(name = "bellwether", synopsisSubcommandLabel = "<command>",
        description = "Tells which customers are about to leave, which are ready to grow, and what to do about each today.",
        footer = {"", "  bench            Measure; 'bench --help' says what.", "  test             Build everything and run every test.",
                "  baseline         Keep contracts and databases as those of a release.", "", "Try: ./bellwether demo"})
public final class Bellwether {

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = CommandLine.ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    /// In the order of the help.
    private static final Map<String, Class<?>> COMMANDS = commands(UpCommand.class, DemoCommand.class, SimulateCommand.class,
            ImportCommand.class, BackfillsCommand.class, SourcesCommand.class, PlanCommand.class, SegmentsCommand.class, AccountCommand.class,
            RecommendationsCommand.class, OutcomesCommand.class, QuarantineCommand.class, StatusCommand.class, VerifyCommand.class,
            ExportCommand.class, EraseCommand.class, TenantCommand.class);

    /// Those that run a Kafka in this process, which logs by the services' log manager.
    private static final Set<String> WITH_KAFKA = Set.of("up", "demo");

    private Bellwether() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && WITH_KAFKA.contains(arguments[0])) {
            System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        }
        Logs.silence();
        Screen.install();
        // Kafka and gRPC leave threads behind that would keep the JVM alive.
        System.exit(run(arguments));
    }

    /// Returns the exit code: 0 when all is well, 1 when something failed, 2 for a command line that is not understood.
    public static int run(String... arguments) {
        return line(arguments).setExecutionExceptionHandler(new Failures(DataDirectory.home().resolve(".bellwether/logs")))
                .execute(arguments.length == 0 || arguments[0].equals("help") ? helped(arguments) : arguments);
    }

    /// Every command of which the line knows costs time: it is told of the one alone that is asked for, and of all when it is another word.
    static CommandLine line(String... arguments) {
        CommandLine line = new CommandLine(new Bellwether());
        Stream.of(arguments).filter(word -> !word.equals("help")).findFirst().filter(COMMANDS::containsKey)
                .ifPresentOrElse(word -> line.addSubcommand(COMMANDS.get(word)), () -> COMMANDS.values().forEach(line::addSubcommand));
        return OptionValues.readBy(line);
    }

    private static Map<String, Class<?>> commands(Class<?>... classes) {
        Map<String, Class<?>> byName = new LinkedHashMap<>();
        for (Class<?> command : classes) {
            byName.put(command.getAnnotation(Command.class).name(), command);
        }
        return byName;
    }

    /// `help erase` is `erase --help`.
    private static String[] helped(String... arguments) {
        return Stream.concat(Stream.of(arguments).skip(1), Stream.of("--help")).toArray(String[]::new);
    }
}
