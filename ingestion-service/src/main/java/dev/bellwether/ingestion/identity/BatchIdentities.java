package dev.bellwether.ingestion.identity;

import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.validation.AccountName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The persons of a batch: takes in what messages say of them, and finds the account of what they do. Pure.
final class BatchIdentities {

    private final Map<PersonKey, Person> known = new HashMap<>();
    private final Set<PersonKey> changed = new HashSet<>();

    /// As they are stored; those that are not given are unknown.
    void add(PersonKey key, Person person) {
        known.put(key, person);
    }

    Person person(PersonKey key) {
        return known.getOrDefault(key, Person.UNKNOWN);
    }

    boolean knows(PersonKey key) {
        return known.containsKey(key);
    }

    /// Those that messages have said something new of.
    Map<PersonKey, Person> changed() {
        Map<PersonKey, Person> people = new TreeMap<>();
        changed.forEach(key -> people.put(key, person(key)));
        return people;
    }

    /// Everyone that a message is about, whose links are still to be followed.
    static Stream<PersonKey> concerned(CapturedMessage message) {
        return Stream.concat(acting(message).stream(), made(message).stream());
    }

    private static Optional<PersonKey> user(CapturedMessage message) {
        return Optional.of(message.getUser()).filter(user -> !user.isEmpty()).map(user -> PersonKey.user(message.getTenant(), user));
    }

    /// The person who acts.
    static Optional<PersonKey> acting(CapturedMessage message) {
        return user(message).or(() -> Optional.of(message.getAnonymous()).filter(id -> !id.isEmpty())
                .map(id -> PersonKey.anonymous(message.getTenant(), id)));
    }

    /// Those that the message makes known, or puts somewhere.
    static List<PersonKey> made(CapturedMessage message) {
        String tenant = message.getTenant();
        return switch (message.getRelationCase()) {
            case IDENTIFIED -> message.getUser().isEmpty() || message.getAnonymous().isEmpty()
                    ? List.of()
                    : List.of(PersonKey.anonymous(tenant, message.getAnonymous()));
            case ALIASED -> message.getUser().isEmpty()
                    ? List.of()
                    : List.of(
                            PersonKey.anonymous(tenant, message.getAliased().getPrevious()),
                            PersonKey.user(tenant, message.getAliased().getPrevious()));
            case JOINED -> message.getAccount().isEmpty() ? List.of() : acting(message).map(List::of).orElse(List.of());
            case RELATION_NOT_SET -> List.of();
        };
    }

    /// Takes in what the message says of persons.
    ///
    /// @return those whose waiting messages may go on now
    Collection<PersonKey> learn(CapturedMessage message) {
        StatementOrder said = StatementOrder.by(message);
        Set<PersonKey> told = new LinkedHashSet<>();
        for (PersonKey key : made(message)) {
            if (message.hasJoined()) {
                Person.Belonging joined = new Person.Belonging(message.getAccount(), said);
                path(key).names().forEach(name -> change(name, person(name).joins(joined)));
            } else {
                change(key, person(key).is(new Person.Link(message.getUser(), said)));
                // The user whom they are linked to now, and the one whom this message names.
                Person former = person(key);
                PersonKey user = PersonKey.user(key.tenant(), message.getUser());
                Stream.concat(path(key).names().stream(), path(user).names().stream())
                        .forEach(name -> change(name, person(name).inherits(former)));
                told.addAll(path(user).names());
            }
            told.addAll(path(key).names());
        }
        return told;
    }

    private void change(PersonKey key, Person after) {
        if (!after.equals(person(key))) {
            known.put(key, after);
            changed.add(key);
        }
    }

    /// Where the message belongs, as far as is known. Empty: it waits for its person to become known, or for their company.
    Optional<ResolvedAccount> find(CapturedMessage message) {
        Optional<PersonKey> acting = acting(message);
        if (!message.getAccount().isEmpty()) {
            return Optional.of(new ResolvedAccount(message.getAccount(), acting.map(this::user).orElse(""), false));
        }
        return acting.flatMap(this::place);
    }

    /// The account that a person's messages belong to. Empty while it is unknown.
    Optional<ResolvedAccount> place(PersonKey key) {
        NamePath path = path(key);
        String user = user(key);
        Optional<Person.Belonging> belonging =
                path.names().stream().map(name -> person(name).belonging()).reduce(Optional.empty(), Person::later);
        if (belonging.isPresent()) {
            return Optional.of(new ResolvedAccount(belonging.get().account(), user, false));
        }
        boolean alone = path.isUser() && path.names().stream().anyMatch(name -> person(name).alone());
        return alone ? Optional.of(new ResolvedAccount(AccountName.of(user), user, true)) : Optional.empty();
    }

    /// Whether it is known who the person is, whatever they belong to.
    boolean isUser(PersonKey key) {
        return path(key).isUser();
    }

    /// The name that the person goes by now.
    PersonKey current(PersonKey key) {
        return path(key).current();
    }

    /// No company has become known in time: from here on the user is an account of their own, until they join one.
    ///
    /// @return where they belong, which a company may be after all
    ResolvedAccount settle(PersonKey key) {
        return place(key).orElseGet(() -> {
            change(current(key), person(current(key)).isAlone());
            return place(key).orElseThrow();
        });
    }

    private String user(PersonKey key) {
        return isUser(key) ? current(key).id() : "";
    }

    private NamePath path(PersonKey key) {
        return NamePath.of(key, this::person);
    }

    /// The persons that those known so far are linked to and that are not known yet.
    Set<PersonKey> toFollow() {
        Set<PersonKey> unknown = new HashSet<>();
        known.forEach((key, person) -> person.link().map(link -> PersonKey.user(key.tenant(), link.user()))
                .filter(linked -> !knows(linked)).ifPresent(unknown::add));
        return unknown;
    }

    /// Users of whom neither a company nor an account of their own is known.
    Set<PersonKey> open() {
        return known.keySet().stream().filter(key -> !key.isAnonymous() && place(key).isEmpty()).collect(Collectors.toSet());
    }
}
