package dev.bellwether.simulator;

import java.util.List;

/// What the tenant sells: five products with eight features each. Some features are far more popular than others: the
/// n-th most popular is wanted in proportion to 1/n^0.8 (Zipf).
final class Catalogue {

    static final List<String> PRODUCTS = List.of("boards", "reports", "automations", "insights", "connect");
    static final int FEATURES_PER_PRODUCT = 8;
    static final int FEATURES = PRODUCTS.size() * FEATURES_PER_PRODUCT;

    private static final List<String> PARTS = List.of(
            "overview", "editor", "sharing", "comments", "templates", "filters", "export", "history",
            "dashboards", "builder", "schedules", "drill-down", "themes", "formulas", "pdf-export", "subscriptions",
            "rules", "triggers", "approvals", "webhooks", "test-runs", "variables", "branches", "run-log",
            "trends", "forecasts", "cohorts", "alerts", "anomalies", "segments", "benchmarks", "notebooks",
            "calendar-sync", "mail-sync", "chat", "spreadsheets", "single-sign-on", "api-keys", "data-export", "audit-log");

    private static final List<String> NAMES = names();

    /// `CHOICE[n][r]`: the share of uses that go to the first r + 1 of n features in the order of liking.
    private static final double[][] CHOICE = choice();

    private Catalogue() {}

    static String feature(int feature) {
        return NAMES.get(feature);
    }

    static int product(int feature) {
        return feature / FEATURES_PER_PRODUCT;
    }

    /// All features in the order in which an account takes to them: the popular ones early, but to each its own (weighted
    /// sampling without replacement: Efraimidis and Spirakis, 2006).
    static byte[] liking(Dice dice) {
        double[] keys = new double[FEATURES];
        byte[] order = new byte[FEATURES];
        for (int feature = 0; feature < FEATURES; feature++) {
            double weight = StrictMath.pow(popularity(feature), -0.8);
            double key = -StrictMath.log(1 - dice.unit()) / weight;
            int place = feature;
            for (; place > 0 && keys[place - 1] > key; place--) {
                keys[place] = keys[place - 1];
                order[place] = order[place - 1];
            }
            keys[place] = key;
            order[place] = (byte) feature;
        }
        return order;
    }

    /// Which of the first `breadth` features in the order of liking is used now.
    static int choose(int breadth, Dice dice) {
        double[] shares = CHOICE[Math.clamp(breadth, 1, FEATURES)];
        double share = dice.unit();
        int rank = 0;
        while (rank < shares.length - 1 && shares[rank] <= share) {
            rank++;
        }
        return rank;
    }

    /// Rank of a feature among all, from 1. Each product has some popular features and some rare ones, and the first
    /// products are the better known.
    private static int popularity(int feature) {
        return feature % FEATURES_PER_PRODUCT * PRODUCTS.size() + product(feature) + 1;
    }

    private static List<String> names() {
        String[] names = new String[FEATURES];
        for (int feature = 0; feature < FEATURES; feature++) {
            names[feature] = PRODUCTS.get(product(feature)) + "." + PARTS.get(feature);
        }
        return List.of(names);
    }

    private static double[][] choice() {
        double[][] choice = new double[FEATURES + 1][];
        for (int breadth = 1; breadth <= FEATURES; breadth++) {
            double[] shares = new double[breadth];
            double sum = 0;
            for (int rank = 0; rank < breadth; rank++) {
                sum += StrictMath.pow(rank + 1, -0.6);
                shares[rank] = sum;
            }
            for (int rank = 0; rank < breadth; rank++) {
                shares[rank] /= sum;
            }
            choice[breadth] = shares;
        }
        return choice;
    }
}
