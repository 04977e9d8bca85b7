package dev.bellwether.cli.terminal;

import dev.bellwether.chassis.text.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table of text: columns as wide as their widest cell, numbers to the right. What cells hold cannot break it: see [Printable].
public final class Table {

    private static final List<String> LINE = List.of();

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        this.header = List.of(header);
    }

    public Table row(Object... cells) {
        rows.add(Arrays.stream(cells).map(cell -> Printable.line(String.valueOf(cell))).toList());
        return this;
    }

    /// A line across, as over a sum.
    public Table line() {
        rows.add(LINE);
        return this;
    }

    public void print(PrintStream out) {
        int columns = header.size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int at = column;
            List<String> cells = rows.stream().filter(row -> row != LINE).map(row -> row.get(at)).toList();
            widths[column] = Math.max(DisplayWidth.of(header.get(column)), cells.stream().mapToInt(DisplayWidth::of).max().orElse(0));
            numeric[column] = !cells.isEmpty() && cells.stream().allMatch(cell -> cell.matches("[-+]?[0-9][0-9,.]*( ?%)?|-?|NaN"));
        }
        printRow(out, header, widths, numeric);
        String across = "-".repeat(Arrays.stream(widths).sum() + 2 * (columns - 1));
        out.println(across);
        rows.forEach(row -> {
            if (row == LINE) {
                out.println(across);
            } else {
                printRow(out, row, widths, numeric);
            }
        });
    }

    private static void printRow(PrintStream out, List<String> cells, int[] widths, boolean[] numeric) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String blank = " ".repeat(widths[column] - DisplayWidth.of(cells.get(column)));
            line.append(numeric[column] ? blank + cells.get(column) : cells.get(column) + blank).append("  ");
        }
        out.println(line.toString().stripTrailing());
    }
}
