package dev.bellwether.cli.definitions;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "check",
        description = {"Show everything that is wrong with the files of a folder, with line and column. Changes nothing.",
            "They are checked as though they were published together. Exit code 1 when there is an error; warnings are none."})
final class CheckDefinitions implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<folder>", description = "With one file for each definition, <kind>/<id>.yaml.")
    private Path path;

    @Override
    public Integer call() {
        DefinitionFolder folder = DefinitionFolder.readSome(path);
        List<FileProblem> problems;
        try (Connection connection = platform.connect()) {
            problems = Stream.concat(folder.problems().stream(),
                    new OwnedDefinitions(connection, tenant).check(OwnedDefinitions.changes(tenant, folder)).stream()).sorted().toList();
        }
        CheckReport report = CheckReport.of(folder, problems);
        output.print(report, out -> report.print(folder.path(), out));
        return report.errors() == 0 ? 0 : 1;
    }
}
