package dev.bellwether.chassis.names;

import dev.bellwether.chassis.errors.Refusal;
import java.util.ArrayList;
import java.util.List;

/// How the names of one kind of resource look, as in `tenants/{tenant}/playbooks/{playbook}`.
public final class ResourcePattern {
    private final String pattern;
    private final String[] segments;
    private final int variables;

    private ResourcePattern(String pattern) {
        this.pattern = pattern;
        segments = pattern.split("/");
        variables = (int) List.of(segments).stream().filter(ResourcePattern::isVariable).count();
    }

    public static ResourcePattern of(String pattern) {
        return new ResourcePattern(pattern);
    }

    public String format(String... values) {
        if (values.length != variables) {
            throw new IllegalArgumentException(pattern + " takes " + variables + " values");
        }
        var name = new StringBuilder();
        int next = 0;
        for (String segment : segments) {
            name.append(name.isEmpty() ? "" : "/").append(isVariable(segment) ? values[next++] : segment);
        }
        return name.toString();
    }

    /// The variables' values, in order.
    ///
    /// @param field where the caller put the name, as in `name`
    /// @throws Refusal.InvalidArgument when the name is not of this kind
    public List<String> parse(String field, String name) {
        String[] given = name.split("/", -1);
        var values = new ArrayList<String>(variables);
        boolean matches = given.length == segments.length;
        for (int i = 0; matches && i < segments.length; i++) {
            if (isVariable(segments[i])) {
                matches = isId(given[i]);
                values.add(given[i]);
            } else {
                matches = segments[i].equals(given[i]);
            }
        }
        if (!matches) {
            throw new Refusal.InvalidArgument(field, "must look like " + pattern + ", not '" + name + "'");
        }
        return values;
    }

    @Override
    public String toString() {
        return pattern;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static boolean isId(String value) {
        return !value.isEmpty() && value.chars().allMatch(character -> character > ' ' && character < 127);
    }
}
