package dev.bellwether.mapping.definition;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/// Makes a tree of texts, lists and maps out of YAML, and nothing else of it: no tags, and no aliases, by which a small file could grow
/// without end. Bounded in size, depth and number of values.
final class YamlComposer {

    static final int MOST_DEPTH = 16;
    static final int MOST_VALUES = 50_000;

    /// Of a value that has been complained about: nothing more is to be said of it.
    static final Tag REFUSED = new Tag("refused");

    private final SourceText source;
    private final List<TextFault> problems = new ArrayList<>();
    private Iterator<Event> events;
    private int values;
    private Mark last;

    private static final class Stopped extends RuntimeException {
        Stopped() {
            super(null, null, false, false);
        }
    }

    YamlComposer(SourceText source) {
        this.source = source;
    }

    List<TextFault> problems() {
        return problems;
    }

    /// Empty when there is a problem that leaves nothing to read.
    Optional<Node> compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(Integer.MAX_VALUE);
        events = new Yaml(options).parse(new StringReader(text)).iterator();
        try {
            return document();
        } catch (Stopped _) {
            return Optional.empty();
        } catch (MarkedYAMLException malformed) {
            problem(YamlFaults.mark(malformed), YamlFaults.told(malformed));
        } catch (ReaderException unreadable) {
            problems.add(TextFault.error("", source.place(unreadable.getPosition()), "no YAML holds this character"));
        } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException _) {
            // The scanner parses the digits of an escape (\x) that a text ends in the middle of.
            problem(last, "what begins here is not YAML: an escape (\\) in it is not complete, perhaps");
        }
        return Optional.empty();
    }

    private Optional<Node> document() {
        events.next();
        Event begin = events.next();
        if (begin.is(Event.ID.StreamEnd)) {
            problem(begin.getStartMark(), "the text is empty");
            return Optional.empty();
        }
        Node root = node(events.next(), 1);
        events.next();
        Event end = events.next();
        if (!end.is(Event.ID.StreamEnd)) {
            problem(end.getStartMark(), "a second document begins here; a file holds one definition");
        }
        return Optional.of(root);
    }

    private Node node(Event event, int depth) {
        last = event.getEndMark();
        if (++values > MOST_VALUES) {
            throw stopped(event, "at most " + MOST_VALUES + " values are taken");
        }
        if (depth > MOST_DEPTH) {
            throw stopped(event, "this is nested more than " + MOST_DEPTH + " deep");
        }
        if (event instanceof AliasEvent alias) {
            problem(alias.getStartMark(), "references (*) are not taken: write the value out");
            return new ScalarNode(REFUSED, "", alias.getStartMark(), alias.getEndMark(), ScalarStyle.PLAIN);
        }
        if (event instanceof NodeEvent named && named.getAnchor() != null) {
            problem(event.getStartMark(), "names for values (&) are not taken: write the value out where it is needed");
        }
        return switch (event) {
            case ScalarEvent scalar -> new ScalarNode(tag(scalar.getTag(), Tag.STR, scalar), scalar.getValue(), scalar.getStartMark(),
                    scalar.getEndMark(), scalar.getScalarStyle());
            case SequenceStartEvent start -> list(start, depth);
            case MappingStartEvent start -> map(start, depth);
            default -> throw stopped(event, "this is not YAML");
        };
    }

    private Node list(SequenceStartEvent start, int depth) {
        List<Node> elements = new ArrayList<>();
        Event next = events.next();
        for (; !next.is(Event.ID.SequenceEnd); next = events.next()) {
            elements.add(node(next, depth + 1));
        }
        return new SequenceNode(tag(start, Tag.SEQ), true, elements, start.getStartMark(), next.getEndMark(), start.getFlowStyle());
    }

    private Node map(MappingStartEvent start, int depth) {
        List<NodeTuple> entries = new ArrayList<>();
        Event next = events.next();
        for (; !next.is(Event.ID.MappingEnd); next = events.next()) {
            Node key = node(next, depth + 1);
            entries.add(new NodeTuple(key, node(events.next(), depth + 1)));
        }
        return new MappingNode(tag(start, Tag.MAP), true, entries, start.getStartMark(), next.getEndMark(), start.getFlowStyle());
    }

    private Tag tag(CollectionStartEvent start, Tag usual) {
        return tag(start.getTag(), usual, start);
    }

    private Tag tag(String given, Tag usual, Event event) {
        if (given == null) {
            return usual;
        }
        problem(event.getStartMark(), "tags (!) are not taken: write the value alone");
        return REFUSED;
    }

    private Stopped stopped(Event event, String message) {
        problem(event.getStartMark(), message);
        return new Stopped();
    }

    private void problem(Mark mark, String message) {
        problems.add(TextFault.error("", mark == null ? source.place(0) : source.place(mark), message));
    }
}
