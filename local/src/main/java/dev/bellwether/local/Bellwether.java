package dev.bellwether.local;

import dev.bellwether.cli.CommandSet;
import dev.bellwether.cli.terminal.CommandLog;
import dev.bellwether.cli.terminal.Screen;
import dev.bellwether.local.demo.DemoCommand;
import dev.bellwether.local.simulate.SimulateCommand;
import dev.bellwether.local.up.UpCommand;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./bellwether`: the whole platform on one machine, and the command line.
@Command(name = "bellwether", synopsisSubcommandLabel = "<command>",
        description = "Tells which customers are about to leave, which are ready to grow, and what to do about each today.",
        footer = {"", "  bench            Measure; 'bench --help' says what.", "  test             Build everything and run every test.",
            "  baseline         Keep contracts and databases as those of a release.", "", "Try: ./bellwether demo"})
public final class Bellwether {

    private static final CommandSet COMMANDS = new CommandSet(Bellwether::new,
            Stream.concat(Stream.of(UpCommand.class, DemoCommand.class, SimulateCommand.class), CommandSet.FOR_ANY_INSTALLATION.stream())
                    .<Class<?>>map(command -> command).toList());

    /// Those that run a Kafka in this process, which logs by the services' log manager.
    private static final Set<String> WITH_KAFKA = Set.of("up", "demo");

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = CommandLine.ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    private Bellwether() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && WITH_KAFKA.contains(arguments[0])) {
            System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        }
        CommandLog.silence();
        Screen.install();
        // Kafka and gRPC leave threads behind that would keep the JVM alive.
        System.exit(run(arguments));
    }

    /// Returns the exit code, as [CommandSet#run] does.
    public static int run(String... arguments) {
        return COMMANDS.run(arguments);
    }

    static CommandLine line(String... arguments) {
        return COMMANDS.line(arguments);
    }
}
