package dev.bellwether.chassis.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The revisions of one kind up to a publication. Immutable.
///
/// @param changes   how many publications there had been
/// @param revisions by tenant and id, oldest first
record KnownRevisions(long changes, Map<Key, List<RevisionRow>> revisions) {

    static final KnownRevisions NONE = new KnownRevisions(0, Map.of());

    /// Of what has come with a release.
    private static final String EVERY_TENANT = "";

    record Key(String tenant, String id) {}

    /// @param rows that have come since, in the order of their numbers
    KnownRevisions with(List<RevisionRow> rows, long changes) {
        Map<Key, List<RevisionRow>> all = new HashMap<>(revisions);
        rows.forEach(row -> all.merge(new Key(row.tenant(), row.id()), List.of(row), KnownRevisions::joined));
        return new KnownRevisions(changes, Map.copyOf(all));
    }

    /// The tenant's own, or where it has none what has come with a release.
    List<RevisionRow> of(String tenant, String id) {
        List<RevisionRow> own = revisions.get(new Key(tenant, id));
        return own != null ? own : revisions.getOrDefault(new Key(EVERY_TENANT, id), List.of());
    }

    SortedSet<String> ids(String tenant) {
        SortedSet<String> ids = new TreeSet<>();
        revisions.keySet().stream().filter(key -> key.tenant().equals(tenant) || key.tenant().equals(EVERY_TENANT))
                .forEach(key -> ids.add(key.id()));
        return ids;
    }

    private static List<RevisionRow> joined(List<RevisionRow> before, List<RevisionRow> behind) {
        List<RevisionRow> all = new ArrayList<>(before);
        all.addAll(behind);
        return List.copyOf(all);
    }
}
