package dev.bellwether.chassis.definition.kind;

/// A definition, whichever tenant's.
///
/// @param kind its collection, as in `schemes`
/// @param id   as in `lifecycle`
public record DefinitionId(String kind, String id) implements Comparable<DefinitionId> {

    @Override
    public int compareTo(DefinitionId other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : id.compareTo(other.id);
    }

    /// As in `schemes/lifecycle`.
    @Override
    public String toString() {
        return kind + "/" + id;
    }
}
