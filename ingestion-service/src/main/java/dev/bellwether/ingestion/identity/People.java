package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.validation.AccountName;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The persons of a batch: takes in what messages say of them, and finds the account of what they do. Pure.
final class People {

    // Who was renamed more often than that was renamed in a circle.
    private static final int MOST_NAMES = 8;

    private final Map<PersonKey, Person> known = new HashMap<>();
    private final Set<PersonKey> changed = new HashSet<>();

    /// As they are stored; those that are not given are unknown.
    void add(PersonKey key, Person person) {
        known.putIfAbsent(key, person);
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

    /// Whoever acts.
    static Optional<PersonKey> acting(CapturedMessage message) {
        if (!message.getUser().isEmpty()) {
            return Optional.of(PersonKey.user(message.getTenant(), message.getUser()));
        }
        return message.getAnonymous().isEmpty()
                ? Optional.empty()
                : Optional.of(PersonKey.anonymous(message.getTenant(), message.getAnonymous()));
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
    /// @return the anonymous ones whose waiting messages may go on now
    Collection<PersonKey> learn(CapturedMessage message) {
        Instant at = Dates.instant(message.getEvent().getOccurredAt());
        List<PersonKey> made = made(message);
        for (PersonKey key : made) {
            Person before = person(key);
            Person after = message.hasJoined() ? before.joins(message.getAccount(), at) : linked(key, before, message.getUser(), at);
            if (!after.equals(before)) {
                known.put(key, after);
                changed.add(key);
            }
        }
        return made.stream().filter(PersonKey::isAnonymous).toList();
    }

    private Person linked(PersonKey key, Person person, String user, Instant at) {
        // Nobody is renamed to who they are, or there would be no end to following names.
        boolean circle = !key.isAnonymous() && PersonKey.user(key.tenant(), user(key.tenant(), user)).equals(key);
        return circle ? person : person.is(user, at);
    }

    /// Where the message belongs, as far as is known. Empty: it waits for its person to become known.
    Optional<Place> find(CapturedMessage message) {
        String tenant = message.getTenant();
        Optional<String> user = user(message);
        if (!message.getAccount().isEmpty()) {
            return Optional.of(new Place(message.getAccount(), user.orElse(""), false));
        }
        return user.isPresent() ? Optional.of(placeOf(tenant, user.get())) : place(PersonKey.anonymous(tenant, message.getAnonymous()));
    }

    /// Where what an anonymous person does belongs. Empty while nobody knows.
    Optional<Place> place(PersonKey anonymous) {
        Person person = person(anonymous);
        return person.link()
                .map(link -> placeOf(anonymous.tenant(), user(anonymous.tenant(), link.user())))
                .or(() -> person.belonging().map(belonging -> new Place(belonging.account(), "", false)));
    }

    private Place placeOf(String tenant, String user) {
        return person(PersonKey.user(tenant, user)).belonging()
                .map(belonging -> new Place(belonging.account(), user, false))
                .orElseGet(() -> new Place(AccountName.of(user), user, true));
    }

    private Optional<String> user(CapturedMessage message) {
        if (!message.getUser().isEmpty()) {
            return Optional.of(user(message.getTenant(), message.getUser()));
        }
        return person(PersonKey.anonymous(message.getTenant(), message.getAnonymous())).link()
                .map(link -> user(message.getTenant(), link.user()));
    }

    /// The name that a user goes by now.
    private String user(String tenant, String name) {
        String current = name;
        for (int i = 0; i < MOST_NAMES; i++) {
            Optional<Person.Link> link = person(PersonKey.user(tenant, current)).link();
            if (link.isEmpty()) {
                return current;
            }
            current = link.get().user();
        }
        return current;
    }

    /// The persons that those known so far are linked to and that are not known yet.
    Set<PersonKey> toFollow() {
        Set<PersonKey> unknown = new HashSet<>();
        known.forEach((key, person) -> person.link().map(link -> PersonKey.user(key.tenant(), link.user()))
                .filter(linked -> !knows(linked)).ifPresent(unknown::add));
        return unknown;
    }
}
