package dev.bellwether.cli.definitions;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.text.UnifiedDiff.Side;
import dev.bellwether.chassis.text.UnifiedDiff;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.definitions.v1.Revision;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "diff", exitCodeOnExecutionException = DiffDefinitions.TROUBLE,
        description = {"Show how a folder differs from what is in force, in the form that patch and git apply read.",
            "Exit code 0 when nothing differs, 1 when something does, 2 when that cannot be told."})
final class DiffDefinitions implements Callable<Integer> {

    /// As the program `diff` has it.
    static final int TROUBLE = 2;

    /// @param revision that is in force; 0 when none is
    record FileDiff(String file, int revision, int added, int removed, String diff) {}

    /// @param problems of files that could not be compared
    record Result(String tenant, List<FileDiff> files, List<FileProblem> problems) {

        static Result of(String tenant, DefinitionFolder folder, SortedMap<DefinitionId, Revision> inForce) {
            SortedSet<DefinitionId> ids = new TreeSet<>(inForce.keySet());
            ids.addAll(folder.texts().keySet());
            return new Result(tenant, ids.stream().filter(id -> folder.problems().stream().noneMatch(
                    problem -> problem.file().equals(FolderName.file(id)))).map(id -> diff(id, folder, inForce))
                    .filter(file -> !file.diff().isEmpty()).toList(), folder.problems());
        }

        private static FileDiff diff(DefinitionId id, DefinitionFolder folder, SortedMap<DefinitionId, Revision> inForce) {
            String file = FolderName.file(id);
            Side before = inForce.containsKey(id) ? new Side("a/" + file, inForce.get(id).getText()) : Side.ABSENT;
            Side after = folder.texts().containsKey(id) ? new Side("b/" + file, folder.texts().get(id)) : Side.ABSENT;
            UnifiedDiff diff = UnifiedDiff.between(before, after);
            return new FileDiff(file, inForce.containsKey(id) ? inForce.get(id).getRevision() : 0, diff.added(), diff.removed(),
                    diff.text());
        }

        void print(PrintStream out) {
            files.forEach(file -> out.print(file.diff()));
        }

        int exitCode() {
            return !problems.isEmpty() ? TROUBLE : files.isEmpty() ? 0 : 1;
        }
    }

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private DayOption day;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<folder>", description = "With one file for each definition, <kind>/<id>.yaml.")
    private Path path;

    @Override
    public Integer call() {
        DefinitionFolder folder = DefinitionFolder.read(path);
        try (Connection connection = platform.connect()) {
            Result result = Result.of(tenant.id(), folder, new OwnedDefinitions(connection, tenant).inForce(day.day()));
            output.print(result, result::print);
            FileProblem.print(folder.problems(), path, System.err);
            return result.exitCode();
        }
    }
}
