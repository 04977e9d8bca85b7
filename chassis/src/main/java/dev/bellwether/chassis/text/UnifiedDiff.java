package dev.bellwether.chassis.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The lines that differ between two texts, in the form of `diff -u`, which `patch` and `git apply` read.
///
/// @param text empty when nothing differs
public record UnifiedDiff(String text) {

    private static final int CONTEXT = 3;
    /// The time of the shortest diff grows with the square of what differs. Beyond this, where it would take seconds, it need not be the
    /// shortest one.
    private static final int MOST_COMPARED = 20_000;
    private static final String NO_NEWLINE = "\n\\ No newline at end of file";

    /// One of the two texts.
    ///
    /// @param name as in `schemes/lifecycle.yaml`
    public record Side(String name, String text) {

        /// Where there is no such file.
        public static final Side ABSENT = new Side("/dev/null", "");

        private List<String> lines() {
            if (text.isEmpty()) {
                return List.of();
            }
            List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
            // What follows the last line feed is no line, unless there is something.
            String last = lines.removeLast();
            if (!last.isEmpty()) {
                lines.add(last + NO_NEWLINE);
            }
            return lines;
        }
    }

    public static UnifiedDiff between(Side before, Side after) {
        List<String> old = before.lines();
        List<String> now = after.lines();
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(before.name(), after.name(), old, patch(old, now), CONTEXT);
        if (diff.isEmpty()) {
            return new UnifiedDiff("");
        }
        // The first line of a text without lines is its line 0; the library says 1.
        diff.set(2, diff.get(2).replace("@@ -1,0 ", "@@ -0,0 ").replace(" +1,0 @@", " +0,0 @@"));
        return new UnifiedDiff(String.join("\n", diff) + "\n");
    }

    private static Patch<String> patch(List<String> old, List<String> now) {
        int least = Math.min(old.size(), now.size());
        int first = 0;
        while (first < least && old.get(first).equals(now.get(first))) {
            first++;
        }
        int last = 0;
        while (last < least - first && old.get(old.size() - 1 - last).equals(now.get(now.size() - 1 - last))) {
            last++;
        }
        List<String> removed = old.subList(first, old.size() - last);
        List<String> added = now.subList(first, now.size() - last);
        if (removed.size() + added.size() <= MOST_COMPARED) {
            return joined(DiffUtils.diff(old, now, new MyersDiffWithLinearSpace<>()).getDeltas());
        }
        Patch<String> whole = new Patch<>();
        whole.addDelta(new ChangeDelta<>(new Chunk<>(first, removed), new Chunk<>(first, added)));
        return whole;
    }

    /// Lines that are removed where others are added come before them, as one change, whichever the algorithm has met first.
    private static Patch<String> joined(List<AbstractDelta<String>> deltas) {
        Patch<String> patch = new Patch<>();
        for (int i = 0; i < deltas.size();) {
            Chunk<String> source = deltas.get(i).getSource();
            Chunk<String> target = deltas.get(i).getTarget();
            i++;
            while (i < deltas.size() && follows(source, deltas.get(i).getSource()) && follows(target, deltas.get(i).getTarget())) {
                source = both(source, deltas.get(i).getSource());
                target = both(target, deltas.get(i).getTarget());
                i++;
            }
            patch.addDelta(new ChangeDelta<>(source, target));
        }
        return patch;
    }

    private static boolean follows(Chunk<String> first, Chunk<String> second) {
        return first.getPosition() + first.size() == second.getPosition();
    }

    private static Chunk<String> both(Chunk<String> first, Chunk<String> second) {
        return new Chunk<>(first.getPosition(), Stream.concat(first.getLines().stream(), second.getLines().stream()).toList());
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /// The number of lines that only the second text has.
    public int added() {
        return count('+');
    }

    /// The number of lines that only the first text has.
    public int removed() {
        return count('-');
    }

    private int count(char sign) {
        // Two lines with names come first, which begin so, too.
        return (int) text.lines().skip(text.startsWith("--- ") ? 2 : 0).filter(line -> line.startsWith(String.valueOf(sign))).count();
    }
}
