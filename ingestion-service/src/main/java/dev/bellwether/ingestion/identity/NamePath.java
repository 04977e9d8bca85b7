package dev.bellwether.ingestion.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The names of one person: from one of them along the links to the one that they go by now.
///
/// @param names that one, and those that follow
/// @param current the last of them; of names that lead back to each other, the one whose link is the oldest
record NamePath(List<PersonKey> names, PersonKey current) {

    static NamePath of(PersonKey name, Function<PersonKey, Person> people) {
        List<PersonKey> names = new ArrayList<>();
        PersonKey next = name;
        while (true) {
            names.add(next);
            Optional<Person.Link> link = people.apply(next).link();
            if (link.isEmpty()) {
                return new NamePath(names, next);
            }
            next = PersonKey.user(name.tenant(), link.get().user());
            int again = names.indexOf(next);
            if (again >= 0) {
                PersonKey current = names.subList(again, names.size()).stream()
                        .min(Comparator.comparing(key -> people.apply(key).link().orElseThrow().said()))
                        .orElseThrow();
                return new NamePath(names, current);
            }
        }
    }

    /// Whether it is known who they are, and not only which device they use.
    boolean isUser() {
        return !current.isAnonymous();
    }
}
