package dev.bellwether.cli.definitions;

import dev.bellwether.definitions.v1.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// What is wrong with a file, and where.
///
/// @param file       within the folder, as in `schemes/lifecycle.yaml`
/// @param line       from 1; 0 for the file as a whole
/// @param column     from 1; 0 likewise
/// @param severity   `error` or `warning`
/// @param field      as in `rules[2].enter`; empty for the file as a whole
/// @param suggestion what would be right; empty when that is not known
record FileProblem(String file, int line, int column, String severity, String field, String message, String suggestion)
        implements Comparable<FileProblem> {

    private static final String ERROR = "error";

    private static final Comparator<FileProblem> BY_PLACE =
            Comparator.comparing(FileProblem::file).thenComparingInt(FileProblem::line).thenComparingInt(FileProblem::column)
                    .thenComparing(FileProblem::message);

    static FileProblem error(String file, String message) {
        return error(file, 0, 0, message, "");
    }

    static FileProblem error(String file, int line, int column, String message, String suggestion) {
        return new FileProblem(file, line, column, ERROR, "", message, suggestion);
    }

    /// @param parent as in `tenants/acme`
    static FileProblem of(String parent, Problem problem) {
        return new FileProblem(FolderName.file(parent, problem.getName()), problem.getLine(), problem.getColumn(),
                // Whatever a later service calls worse than a warning is one.
                problem.getSeverity() == Problem.Severity.WARNING ? "warning" : ERROR, problem.getField(), problem.getMessage(),
                problem.getSuggestion());
    }

    boolean isError() {
        return severity.equals(ERROR);
    }

    static boolean hasErrors(List<FileProblem> problems) {
        return problems.stream().anyMatch(FileProblem::isError);
    }

    /// In the form of compilers, which editors and continuous integration turn into links.
    ///
    /// @param folder as it was named on the command line: what is printed leads from where the command runs to the file
    String line(Path folder) {
        // Of what a service says no path is made: it need not be one.
        String path = folder.normalize().toString();
        return (path.isEmpty() ? "" : path + "/") + file + (line > 0 ? ":" + line + (column > 0 ? ":" + column : "") : "") + ": " + severity
                + ": " + message
                + (suggestion.isEmpty() ? "" : " (" + suggestion + ")");
    }

    static void print(List<FileProblem> problems, Path folder, PrintStream out) {
        problems.forEach(problem -> out.println(problem.line(folder)));
    }

    @Override
    public int compareTo(FileProblem other) {
        return BY_PLACE.compare(this, other);
    }
}
