package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.quarantine.Quarantine;
import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.validation.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decides where the messages of a batch belong, in one transaction, and passes nothing on.
final class Deciding {

    /// What may wait for one anonymous person. More than that is no visitor.
    static final int MOST_WAITING = 1_000;
    static final long MOST_WAITING_BYTES = 4 << 20;

    private final InstantSource clock;
    private final Quarantine quarantine;

    Deciding(InstantSource clock, Quarantine quarantine) {
        this.clock = clock;
        this.quarantine = quarantine;
    }

    Resolution decide(Sql sql, int partition, List<Captured> batch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Quarantined> refused = new ArrayList<>();
        SeenMessages.Sorted sorted = SeenMessages.take(sql, storable(batch, refused, now), now);
        sorted.differing().forEach(captured -> refused.add(Refused.differing(captured, now)));

        People people = PersonTable.load(sql, sorted.fresh(), now);
        Map<Long, Place> places = new HashMap<>();
        Map<PersonKey, String> known = new LinkedHashMap<>();
        List<Captured> waiting = new ArrayList<>();
        List<Captured> nowhere = new ArrayList<>();
        for (Captured captured : sorted.fresh()) {
            people.learn(captured.message()).forEach(person -> known.put(person, captured.message().getBackfill()));
            Optional<Place> place = people.find(captured.message());
            if (place.isPresent()) {
                places.put(captured.offset(), place.get());
            } else if (People.acting(captured.message()).isPresent()) {
                waiting.add(captured);
            } else {
                refused.add(Refused.nobody(captured, now));
                nowhere.add(captured);
            }
        }
        List<Captured> withRoom = withRoom(sql, waiting, refused, now);
        WaitingMessages.add(sql, partition, withRoom, now);
        WaitingMessages.found(sql, partition, found(people, known));
        PersonTable.store(sql, people.changed(), now);
        quarantine.add(sql, refused);
        // They have not been taken after all: sent again, they are no repeats.
        Set<Long> waits = withRoom.stream().map(Captured::offset).collect(Collectors.toSet());
        SeenMessages.release(sql, Stream.concat(nowhere.stream(), waiting.stream().filter(captured -> !waits.contains(captured.offset())))
                .map(Captured::identity).toList());
        Resolution resolution = new Resolution(batch.getLast().offset(), places);
        ResolutionTable.store(sql, partition, resolution);
        return resolution;
    }

    private static List<Captured> storable(List<Captured> batch, Collection<Quarantined> refused, Instant now) {
        Map<Boolean, List<Captured>> storable = batch.stream().collect(Collectors.partitioningBy(Captured::isStorable));
        storable.get(false).forEach(captured -> refused.add(Refused.of(captured, "user_id", Reason.MALFORMED,
                "a user's, anonymous person's or account's id must not hold the character 0", now)));
        return storable.get(true);
    }

    private static List<WaitingMessages.Known> found(People people, Map<PersonKey, String> known) {
        return known.entrySet().stream()
                .flatMap(person -> people.place(person.getKey()).stream()
                        .map(place -> new WaitingMessages.Known(person.getKey(), place, person.getValue())))
                .toList();
    }

    private static List<Captured> withRoom(Sql sql, List<Captured> waiting, Collection<Quarantined> refused, Instant now) {
        if (waiting.isEmpty()) {
            return waiting;
        }
        Map<PersonKey, WaitingMessages.Load> load = WaitingMessages.load(
                sql, waiting.stream().map(captured -> People.acting(captured.message()).orElseThrow()).collect(Collectors.toSet()));
        List<Captured> withRoom = new ArrayList<>(waiting.size());
        for (Captured captured : waiting) {
            PersonKey person = People.acting(captured.message()).orElseThrow();
            WaitingMessages.Load before = load.getOrDefault(person, new WaitingMessages.Load(0, 0));
            WaitingMessages.Load after =
                    new WaitingMessages.Load(before.messages() + 1, before.bytes() + captured.message().getSerializedSize());
            if (after.messages() > MOST_WAITING || after.bytes() > MOST_WAITING_BYTES) {
                refused.add(Refused.of(captured, "anonymous_id", Reason.TOO_MANY_WAITING, "more than " + MOST_WAITING
                        + " messages, or 4 MB of them, wait for this person to be identified: identify them, then send it again", now));
            } else {
                load.put(person, after);
                withRoom.add(captured);
            }
        }
        return withRoom;
    }
}
