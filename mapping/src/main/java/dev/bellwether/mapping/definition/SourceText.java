package dev.bellwether.mapping.definition;

import dev.bellwether.mapping.SourcePosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/// A text and its lines, which end with LF, CR LF or CR, as editors count them. Columns count code points.
final class SourceText {

    private final String file;
    private final int[] points;
    private final List<Integer> lines = new ArrayList<>(List.of(0));

    SourceText(String file, String text) {
        this.file = file;
        this.points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (points[i] == '\n' || points[i] == '\r' && (i + 1 == points.length || points[i + 1] != '\n')) {
                lines.add(i + 1);
            }
        }
    }

    int length() {
        return points.length;
    }

    int point(int index) {
        return points[index];
    }

    /// @param index of a code point; that after the last one is the text's end
    SourcePosition place(int index) {
        int within = Math.clamp(index, 0, points.length);
        int found = Collections.binarySearch(lines, within);
        int line = found >= 0 ? found : -found - 2;
        return new SourcePosition(file, line + 1, within - lines.get(line) + 1);
    }

    SourcePosition place(Mark mark) {
        return place(mark.getIndex());
    }

    /// Where tabs indent: the first one of each such line.
    List<Integer> indentingTabs() {
        List<Integer> tabs = new ArrayList<>();
        for (int start : lines) {
            int i = start;
            while (i < points.length && points[i] == ' ') {
                i++;
            }
            if (i < points.length && points[i] == '\t') {
                tabs.add(i);
            }
        }
        return tabs;
    }

    /// The text with a blank for each tab that indents: everything stays where it is.
    String withoutIndentingTabs() {
        int[] changed = points.clone();
        for (int tab : indentingTabs()) {
            for (int i = tab; i < changed.length && (changed[i] == ' ' || changed[i] == '\t'); i++) {
                changed[i] = ' ';
            }
        }
        return new String(changed, 0, changed.length);
    }
}
