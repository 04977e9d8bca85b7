package dev.bellwether.cli;

import dev.bellwether.cli.account.AccountCommand;
import dev.bellwether.cli.backfills.BackfillsCommand;
import dev.bellwether.cli.definitions.DefinitionsCommand;
import dev.bellwether.cli.erasure.EraseCommand;
import dev.bellwether.cli.erasure.ExportCommand;
import dev.bellwether.cli.importing.ImportCommand;
import dev.bellwether.cli.plan.PlanCommand;
import dev.bellwether.cli.quarantine.QuarantineCommand;
import dev.bellwether.cli.recommendations.OutcomesCommand;
import dev.bellwether.cli.recommendations.RecommendationsCommand;
import dev.bellwether.cli.resume.ResumeCommand;
import dev.bellwether.cli.segments.SegmentsCommand;
import dev.bellwether.cli.sources.SourcesCommand;
import dev.bellwether.cli.status.StatusCommand;
import dev.bellwether.cli.tenant.TenantCommand;
import dev.bellwether.cli.terminal.CommandErrors;
import dev.bellwether.cli.terminal.DataDirectory;
import dev.bellwether.cli.terminal.OptionValues;
import dev.bellwether.cli.verify.VerifyCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The commands of a program, and how one of them is run.
public final class CommandSet {

    /// Those that work against any installation, in the order of the help.
    public static final List<Class<?>> FOR_ANY_INSTALLATION = List.of(ImportCommand.class, BackfillsCommand.class, SourcesCommand.class,
            PlanCommand.class, DefinitionsCommand.class, SegmentsCommand.class, AccountCommand.class, RecommendationsCommand.class,
            OutcomesCommand.class,
            QuarantineCommand.class, StatusCommand.class, ResumeCommand.class, VerifyCommand.class, ExportCommand.class, EraseCommand.class,
            TenantCommand.class);

    private final Supplier<?> program;
    private final Map<String, Class<?>> byName = new LinkedHashMap<>();

    /// @param program  makes the command that they are subcommands of
    /// @param commands in the order of the help
    public CommandSet(Supplier<?> program, List<Class<?>> commands) {
        this.program = program;
        commands.forEach(command -> byName.put(command.getAnnotation(Command.class).name(), command));
    }

    /// Returns the exit code: 0 when all is well, 1 when something failed, 2 for a command line that is not understood.
    public int run(String... arguments) {
        return line(arguments).setExecutionExceptionHandler(new CommandErrors(DataDirectory.home().resolve(".bellwether/logs")))
                .execute(arguments.length == 0 || arguments[0].equals("help") ? helped(arguments) : arguments);
    }

    /// Every command of which the line knows costs time: it is told of the one alone that is asked for, and of all when it is another word.
    public CommandLine line(String... arguments) {
        CommandLine line = new CommandLine(program.get());
        Stream.of(arguments).filter(word -> !word.equals("help")).findFirst().filter(byName::containsKey)
                .ifPresentOrElse(word -> line.addSubcommand(byName.get(word)), () -> byName.values().forEach(line::addSubcommand));
        return OptionValues.readBy(line);
    }

    /// `help erase` is `erase --help`.
    private static String[] helped(String... arguments) {
        return Stream.concat(Stream.of(arguments).skip(1), Stream.of("--help")).toArray(String[]::new);
    }
}
