package dev.bellwether.mapping.definition;

import dev.bellwether.mapping.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// One text that is being read: collects what is wrong with it.
public final class Reading {

    private final SourceText source;
    private final List<TextFault> problems = new ArrayList<>();

    Reading(SourceText source) {
        this.source = source;
    }

    SourcePosition place(Node node) {
        return source.place(node.getStartMark());
    }

    ConditionText condition(ScalarNode node, String field) {
        ScalarPlaces places = new ScalarPlaces(source, node);
        return new ConditionText(node.getValue(), field, place(node), offset -> source.place(places.index(offset)));
    }

    void error(String field, Node node, String message) {
        error(field, node, message, "");
    }

    void error(String field, Node node, String message, String suggestion) {
        problems.add(TextFault.error(field, place(node), message, suggestion));
    }

    void addAll(List<TextFault> found) {
        problems.addAll(found);
    }

    List<TextFault> problems() {
        return problems;
    }
}
