package dev.bellwether.local.demo;

import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Table;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How well the segments agree with what the simulator knows of its accounts.
///
/// @param personas   by the segment that its accounts belong to
/// @param meanRecall over personas, so that a rare one counts as much as a common one
public record SegmentAgreement(List<Persona> personas, double meanRecall) {

    /// @param accounts    that live this persona
    /// @param found       of them, in the segment that they belong to
    /// @param mostlyElse  the segment that most of the others are in; empty when there are none
    public record Persona(String segment, long accounts, long found, double recall, String mostlyElse) {}

    static SegmentAgreement of(Map<String, String> truth, Map<String, String> segments) {
        Map<String, Map<String, Long>> found = new TreeMap<>();
        truth.forEach((account, segment) -> found.computeIfAbsent(segment, _ -> new TreeMap<>())
                .merge(segments.getOrDefault(account, "no segment"), 1L, Long::sum));
        List<Persona> personas = new ArrayList<>();
        found.forEach((segment, where) -> {
            long accounts = where.values().stream().mapToLong(Long::longValue).sum();
            long right = where.getOrDefault(segment, 0L);
            String elsewhere = where.entrySet().stream().filter(entry -> !entry.getKey().equals(segment)).max(Map.Entry.comparingByValue())
                    .map(entry -> entry.getKey() + " (" + Numbers.count(entry.getValue()) + ")").orElse("");
            personas.add(new Persona(segment, accounts, right, (double) right / accounts, elsewhere));
        });
        return new SegmentAgreement(personas, personas.stream().mapToDouble(Persona::recall).average().orElse(Double.NaN));
    }

    void print(PrintStream out) {
        Table table = new Table("Persona", "Accounts", "Found", "Recall", "Others mostly in");
        personas.forEach(persona -> table.row(persona.segment(), Numbers.count(persona.accounts()), Numbers.count(persona.found()),
                Numbers.percent(persona.recall()), persona.mostlyElse()));
        table.print(out);
        out.printf("Agreement with the simulator's truth: mean recall over personas %.3f%n", meanRecall);
    }
}
