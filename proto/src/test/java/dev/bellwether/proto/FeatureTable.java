package dev.bellwether.proto;

import static java.util.stream.Collectors.joining;

import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.FeatureGroup;
import java.util.Locale;
import java.util.stream.Stream;

/// The catalogue of features as Markdown: a table for each group.
final class FeatureTable {

    private FeatureTable() {}

    static String ofAll() {
        return Stream.of(FeatureGroup.values()).map(FeatureTable::of).filter(table -> !table.isEmpty()).collect(joining("\n"));
    }

    private static String of(FeatureGroup group) {
        String rows = FeatureCatalogue.all().stream().filter(it -> it.getGroup() == group).map(FeatureTable::row).collect(joining());
        String title = group.name().charAt(0) + group.name().substring(1).toLowerCase(Locale.ROOT);
        return rows.isEmpty() ? "" : "\n**" + title + "**\n\n| feature | unit | what it is | not known when |\n|---|---|---|---|\n" + rows;
    }

    private static String row(FeatureDefinition feature) {
        return "| `" + feature.getFeature() + "` | " + feature.getUnit() + range(feature) + " | " + feature.getDescription() + " | "
                + feature.getUnknownWhen() + " |\n";
    }

    private static String range(FeatureDefinition feature) {
        String values = feature.getValuesList().stream().map(value -> "`" + value + "`").collect(joining(", "));
        if (!values.isEmpty()) {
            return ": " + values;
        }
        if (feature.hasMin() && feature.hasMax()) {
            return ", " + plain(feature.getMin()) + " to " + plain(feature.getMax());
        }
        return feature.hasMin() ? ", from " + plain(feature.getMin()) : feature.hasMax() ? ", up to " + plain(feature.getMax()) : "";
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
