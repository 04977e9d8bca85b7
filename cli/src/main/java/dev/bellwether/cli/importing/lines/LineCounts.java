package dev.bellwether.cli.importing.lines;

import dev.bellwether.cli.importing.conflicts.DifferentContent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What has become of the lines of a file, up to one of them.
///
/// @param line       all up to this one are accounted for
/// @param accepted   on the log; a repeat is, too, and counts once later
/// @param rejected   by the front door, or not sent since it would be
/// @param unreadable not sent: no JSON, or too long
/// @param blank      without anything in them
/// @param facts      accepted ones by what they have become
/// @param names      accepted ones by what they call themselves
/// @param reasons    rejected and unreadable ones by reason, each with its first line
public record LineCounts(long line, long accepted, long rejected, long unreadable, long blank, Map<String, Long> facts,
        Map<String, Long> names,
        Map<String, First> reasons) {

    private static final int MOST_NAMES = 1_000;

    /// @param sentence the first line and what is wrong with it
    public record First(long lines, String sentence) {}

    static final LineCounts NONE = new LineCounts(0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of());

    LineCounts and(LineCounts next) {
        Map<String, First> both = new TreeMap<>(reasons);
        next.reasons.forEach((reason, first) -> both.merge(reason, first, (a, b) -> new First(a.lines + b.lines, a.sentence)));
        return new LineCounts(Math.max(line, next.line), accepted + next.accepted, rejected + next.rejected, unreadable + next.unreadable,
                blank + next.blank, sum(facts, next.facts), sum(names, next.names), both);
    }

    /// With lines that were accepted and put aside later.
    LineCounts without(List<LineConflicts.Found> putAside, Path file) {
        if (putAside.isEmpty()) {
            return this;
        }
        Map<String, Long> otherFacts = new TreeMap<>(facts);
        Map<String, Long> otherNames = new TreeMap<>(names);
        putAside.forEach(found -> {
            otherFacts.computeIfPresent(found.fact(), (_, count) -> count > 1 ? count - 1 : null);
            otherNames.computeIfPresent(found.name(), (_, count) -> count > 1 ? count - 1 : null);
        });
        Map<String, First> otherReasons = new TreeMap<>(reasons);
        otherReasons.put(DifferentContent.REASON, new First(putAside.size(), putAside.getFirst().reject().sentence(file)));
        return new LineCounts(line, accepted - putAside.size(), rejected + putAside.size(), unreadable, blank, otherFacts, otherNames,
                otherReasons);
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new TreeMap<>(one);
        // Names are whatever a file says, and there may be any number of them.
        other.forEach((name, count) -> sum.merge(sum.size() < MOST_NAMES || sum.containsKey(name) ? name : "(others)", count, Long::sum));
        return sum;
    }
}
