package dev.bellwether.chassis.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The revisions of one kind up to a publication. Immutable.
///
/// @param changes   how many publications there had been
/// @param revisions by tenant and id, oldest first
record KnownRevisions(long changes, Map<String, SortedMap<String, List<RevisionRow>>> revisions) {

    static final KnownRevisions NONE = new KnownRevisions(0, Map.of());

    /// @param rows that have come since, in the order of their numbers
    KnownRevisions with(List<RevisionRow> rows, long changes) {
        Map<String, SortedMap<String, List<RevisionRow>>> all = new HashMap<>(revisions);
        Map<String, SortedMap<String, List<RevisionRow>>> touched = new HashMap<>();
        for (RevisionRow row : rows) {
            touched.computeIfAbsent(row.tenant(), tenant -> new TreeMap<>(of(tenant))).merge(row.id(), List.of(row),
                    KnownRevisions::joined);
        }
        all.putAll(touched);
        return new KnownRevisions(changes, Map.copyOf(all));
    }

    /// The tenant's own, or where it has none what has come with a release.
    List<RevisionRow> of(String tenant, String id) {
        List<RevisionRow> own = of(tenant).get(id);
        return own != null ? own : of(ShippedDefinitions.EVERY_TENANT).getOrDefault(id, List.of());
    }

    private SortedMap<String, List<RevisionRow>> of(String tenant) {
        return revisions.getOrDefault(tenant, Collections.emptySortedMap());
    }

    SortedSet<String> ids(String tenant) {
        SortedSet<String> ids = new TreeSet<>(of(tenant).keySet());
        ids.addAll(of(ShippedDefinitions.EVERY_TENANT).keySet());
        return ids;
    }

    private static List<RevisionRow> joined(List<RevisionRow> before, List<RevisionRow> behind) {
        List<RevisionRow> all = new ArrayList<>(before);
        all.addAll(behind);
        return List.copyOf(all);
    }
}
