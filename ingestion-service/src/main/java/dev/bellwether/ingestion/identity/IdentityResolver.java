package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.quarantine.Quarantine;
import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.validation.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decides where the messages of a batch belong, in one transaction, and passes nothing on.
final class IdentityResolver {

    /// What may wait for one anonymous person. More than that is no visitor.
    static final int MOST_WAITING = 1_000;
    static final long MOST_WAITING_BYTES = 4 << 20;

    private final InstantSource clock;
    private final Quarantine quarantine;
    private final CompanyWaitPolicy patience;

    IdentityResolver(InstantSource clock, Quarantine quarantine, CompanyWaitPolicy patience) {
        this.clock = clock;
        this.quarantine = quarantine;
        this.patience = patience;
    }

    Resolution decide(Sql sql, int partition, List<Captured> batch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Quarantined> refused = new ArrayList<>();
        SeenMessages.Sorted sorted = SeenMessages.take(sql, storable(batch, refused, now), now);
        sorted.differing().forEach(captured -> refused.add(RejectedMessages.differing(captured, now)));

        BatchIdentities people = PersonTable.load(sql, concerned(sorted.fresh()), now);
        Map<Long, ResolvedAccount> places = new HashMap<>();
        Map<PersonKey, String> told = new LinkedHashMap<>();
        List<Captured> waiting = new ArrayList<>();
        List<Captured> nowhere = new ArrayList<>();
        for (Captured captured : sorted.fresh()) {
            people.learn(captured.message()).forEach(person -> told.put(person, captured.message().getBackfill()));
            Optional<ResolvedAccount> place = people.find(captured.message()).or(() -> atOnce(people, captured.message()));
            if (place.isPresent()) {
                places.put(captured.offset(), place.get());
            } else if (BatchIdentities.acting(captured.message()).isPresent()) {
                waiting.add(captured);
            } else {
                refused.add(RejectedMessages.unidentified(captured, now));
                nowhere.add(captured);
            }
        }
        // A message further on in the batch may have said it.
        waiting.removeIf(captured -> {
            people.find(captured.message()).ifPresent(place -> places.put(captured.offset(), place));
            return places.containsKey(captured.offset());
        });
        List<Captured> withRoom = withRoom(sql, waiting, people, places, told, refused, now);
        WaitingMessages.add(sql, partition, withRoom, people, patience, now);
        WaitingMessages.found(sql, partition, found(people, told));
        WaitingMessages.identified(sql, identified(people, told), patience, now);
        PersonTable.store(sql, people.changed(), now);
        quarantine.add(sql, refused);
        // They have not been taken after all: sent again, they are no repeats.
        Set<Long> taken = withRoom.stream().map(Captured::offset).collect(Collectors.toCollection(() -> new HashSet<>(places.keySet())));
        SeenMessages.release(sql, Stream.concat(nowhere.stream(), waiting.stream().filter(captured -> !taken.contains(captured.offset())))
                .map(Captured::identity).toList());
        Resolution resolution = new Resolution(batch.getLast().offset(), places);
        ResolutionTable.store(sql, partition, resolution);
        return resolution;
    }

    private static List<Captured> storable(List<Captured> batch, Collection<Quarantined> refused, Instant now) {
        Map<Boolean, List<Captured>> storable = batch.stream().collect(Collectors.partitioningBy(Captured::isStorable));
        storable.get(false).forEach(captured -> refused.add(RejectedMessages.of(captured, "user_id", Reason.MALFORMED,
                "a user's, anonymous person's or account's id must not hold the character 0", now)));
        return storable.get(true);
    }

    private static Set<PersonKey> concerned(List<Captured> messages) {
        return messages.stream().map(Captured::message).flatMap(BatchIdentities::concerned).collect(Collectors.toSet());
    }

    private Optional<ResolvedAccount> atOnce(BatchIdentities people, CapturedMessage message) {
        return patience.isNone() ? BatchIdentities.acting(message).filter(people::isUser).map(people::settle) : Optional.empty();
    }

    private List<WaitingMessages.Known> found(BatchIdentities people, Map<PersonKey, String> told) {
        return told.entrySet().stream()
                .flatMap(person -> people.place(person.getKey())
                        .or(() -> patience.isNone() && people.isUser(person.getKey()) ? Optional.of(people.settle(person.getKey()))
                                : Optional.empty())
                        .map(place -> new WaitingMessages.Known(person.getKey(), place, Optional.of(person.getValue()))).stream())
                .toList();
    }

    private static Map<PersonKey, String> identified(BatchIdentities people, Map<PersonKey, String> told) {
        return told.entrySet().stream()
                .filter(person -> people.place(person.getKey()).isEmpty() && people.isUser(person.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Of a stranger, what is more than may wait is refused. A user with so much to do is taken for an account of their own.
    private static List<Captured> withRoom(Sql sql, List<Captured> waiting, BatchIdentities people, Map<Long, ResolvedAccount> places,
            Map<PersonKey, String> told,
            Collection<Quarantined> refused, Instant now) {
        if (waiting.isEmpty()) {
            return waiting;
        }
        Map<PersonKey, WaitingMessages.Load> load = WaitingMessages.load(
                sql,
                waiting.stream().map(captured -> BatchIdentities.acting(captured.message()).orElseThrow()).collect(Collectors.toSet()));
        List<Captured> withRoom = new ArrayList<>(waiting.size());
        for (Captured captured : waiting) {
            PersonKey person = BatchIdentities.acting(captured.message()).orElseThrow();
            WaitingMessages.Load after =
                    load.getOrDefault(person, new WaitingMessages.Load(0, 0)).and(captured.message().getSerializedSize());
            if (after.messages() <= MOST_WAITING && after.bytes() <= MOST_WAITING_BYTES) {
                load.put(person, after);
                withRoom.add(captured);
            } else if (people.isUser(person)) {
                places.put(captured.offset(), people.settle(person));
                told.putIfAbsent(person, captured.message().getBackfill());
            } else {
                refused.add(RejectedMessages.of(captured, "anonymous_id", Reason.TOO_MANY_WAITING, "more than " + MOST_WAITING
                        + " messages, or 4 MB of them, wait for this person to be identified: identify them, then send it again", now));
            }
        }
        return withRoom;
    }
}
