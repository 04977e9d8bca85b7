package dev.bellwether.cli;

import dev.bellwether.cli.terminal.CommandLog;
import dev.bellwether.cli.terminal.Screen;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The command line alone, for an installation that runs elsewhere: what needs no platform on this machine.
@Command(name = "bellwether", synopsisSubcommandLabel = "<command>",
        description = "Tells which customers are about to leave, which are ready to grow, and what to do about each today.")
public final class BellwetherCli {

    private static final CommandSet COMMANDS = new CommandSet(BellwetherCli::new, CommandSet.FOR_ANY_INSTALLATION);

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = CommandLine.ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    private BellwetherCli() {}

    public static void main(String[] arguments) {
        CommandLog.silence();
        Screen.install();
        // gRPC leaves threads behind that would keep the JVM alive.
        System.exit(run(arguments));
    }

    /// Returns the exit code, as [CommandSet#run] does.
    public static int run(String... arguments) {
        return COMMANDS.run(arguments);
    }
}
