package dev.bellwether.chassis.definition.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A kind of definition, as its service knows it: what its texts say. Everything else about definitions (drafts, revisions, from which
/// day they are in force, who may change them) is the same for all kinds, and none of a kind's business.
///
/// @param <C> what a text becomes when it is compiled: immutable, safe for any number of threads, and the same for every tenant
public interface DefinitionKind<C> {

    /// As it stands in names, as in `schemes`.
    String collection();

    /// Why there can be no definition of this id; empty when there can. Ids are lower-case letters, digits and hyphens, a letter first.
    default Optional<String> refusal(String id) {
        return Optional.empty();
    }

    /// The texts that come with this release, by id.
    Map<String, String> shipped();

    /// Whether a tenant cannot be without it, so that it is never retired.
    default boolean isRequired(String id) {
        return false;
    }

    /// Reads the text alone, and finds all that is wrong with it.
    CompiledText<C> compile(String id, String text);

    /// What is wrong with a text that compiles, among the tenant's other definitions: names that there are not, cycles.
    default List<TextProblem> check(DefinitionName name, C compiled, DefinitionTexts texts) {
        return List.of();
    }
}
