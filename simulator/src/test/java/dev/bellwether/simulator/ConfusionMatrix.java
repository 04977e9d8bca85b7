package dev.bellwether.simulator;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How often accounts that are one thing were taken for another.
final class ConfusionMatrix {

    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

    void add(String truth, String told) {
        counts.computeIfAbsent(truth, _ -> new TreeMap<>()).merge(told, 1, Integer::sum);
    }

    Set<String> truths() {
        return counts.keySet();
    }

    int accounts(String truth) {
        return counts.get(truth).values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Of the accounts that are this, the share that is told as such.
    double recall(String truth) {
        return (double) counts.get(truth).getOrDefault(truth, 0) / accounts(truth);
    }

    /// Of the accounts that are told to be this, the share that is.
    double precision(String told) {
        double all = counts.values().stream().mapToInt(row -> row.getOrDefault(told, 0)).sum();
        return counts.get(told).getOrDefault(told, 0) / all;
    }

    double meanRecall() {
        return counts.keySet().stream().mapToDouble(this::recall).average().orElseThrow();
    }

    double lowestRecall() {
        return counts.keySet().stream().mapToDouble(this::recall).min().orElseThrow();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%-30s %8s %7s %7s   taken for%n".formatted("truth", "accounts", "recall", "precis."));
        counts.forEach((truth, row) -> {
            text.append("%-30s %8d %7.3f %7.3f  ".formatted(truth, accounts(truth), recall(truth), precision(truth)));
            row.forEach((told, count) -> {
                if (!told.equals(truth)) {
                    text.append(" %s %d".formatted(told.replaceFirst("^(enterprise|self-serve)-", ""), count));
                }
            });
            text.append(System.lineSeparator());
        });
        return text.append("mean recall %.4f, lowest %.3f%n".formatted(meanRecall(), lowestRecall())).toString();
    }
}
