package dev.bellwether.cli.definitions;

import dev.bellwether.cli.terminal.Numbers;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// What is wrong with a folder.
///
/// @param files    that were checked, those among them that could not be read
/// @param problems by file, line and column
record CheckReport(int files, int errors, int warnings, List<FileProblem> problems) {

    static CheckReport of(DefinitionFolder folder, List<FileProblem> problems) {
        int errors = (int) problems.stream().filter(FileProblem::isError).count();
        return new CheckReport(folder.texts().size() + folder.problems().size(), errors, problems.size() - errors, problems);
    }

    /// The sum of it is no problem of a file, and does not stand among them.
    void print(Path folder, PrintStream out) {
        FileProblem.print(problems, folder, out);
        System.err.println(Numbers.plural(files, "file") + " checked: " + Numbers.plural(errors, "error") + ", "
                + Numbers.plural(warnings, "warning") + ".");
    }
}
