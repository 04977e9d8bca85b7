package dev.bellwether.mapping.definition;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// What the scanner and the parser of YAML complain about, in the words of those who write it.
final class YamlFaults {

    private YamlFaults() {}

    /// A quote or a bracket that is never closed is told where it opens, and not at the end of the file.
    static Mark mark(MarkedYAMLException fault) {
        boolean opensEarlier = fault.getContextMark() != null && fault.getProblem() != null
                && (fault.getProblem().contains("end of stream") || fault.getProblem().contains("document separator"));
        return opensEarlier || fault.getProblemMark() == null ? fault.getContextMark() : fault.getProblemMark();
    }

    static String told(MarkedYAMLException fault) {
        String problem = String.valueOf(fault.getProblem());
        String context = String.valueOf(fault.getContext());
        if (problem.startsWith("mapping values")) {
            return "a text with ': ' in it has to be in quotes, or in a block (|)";
        }
        if (problem.contains("cannot start any token")) {
            return problem.contains("TAB") ? "a tab cannot stand here; YAML is indented with blanks"
                    : "a text that begins with this character has to be in quotes";
        }
        if (problem.contains("<block end>") || problem.contains("not allowed here")) {
            return "this is not in line with what stands above: check the indentation";
        }
        if (problem.contains("expected ':'")) {
            return "a name and a value are expected here, as in 'name: value'";
        }
        if (context.contains("quoted scalar")) {
            return problem.contains("escape") ? "in double quotes a backslash begins an escape; in single quotes it does not"
                    : "the quote that opens here is not closed";
        }
        if (context.contains("flow sequence")) {
            return "a list in [ ] goes on with ',' or ends with ']'";
        }
        if (context.contains("flow mapping")) {
            return "names and values in { } go on with ',' or end with '}'";
        }
        if (context.contains("block scalar")) {
            return "what follows | or > is the text on the next lines, further in than its name";
        }
        return "this is not YAML";
    }
}
