package dev.bellwether.ingestion.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.ingestion.IngestionTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// As [SegmentPropertyTest], where CloudEvents come in, in each of their modes.
@IngestionTest
class CloudEventsPropertyTest {

    private static final String PATH = "/v1/cloudevents";
    private static final String ONE = "application/cloudevents+json";
    private static final String MANY = "application/cloudevents-batch+json";
    private static final List<Tuple.Tuple2<String, String>> MEMBERS = List.of(
            Tuple.of("specversion", "\"1.0\""), Tuple.of("id", "\"bad\""), Tuple.of("source", "\"/bad\""),
            Tuple.of("type", "\"com.example.bad\""),
            Tuple.of("account", "\"umbrella\""), Tuple.of("userid", "\"eve\""), Tuple.of("subject", "\"umbrella\""),
            Tuple.of("time", "\"2026-03-10T12:00:00Z\""), Tuple.of("data", "{\"a\":1}"), Tuple.of("data_base64", "\"eyJhIjoxfQ==\""),
            Tuple.of("datacontenttype", "\"application/json\""), Tuple.of("dataschema", "\"https://example.com\""),
            Tuple.of("odd-name", "1"));
    private static final Arbitrary<String> ATTRIBUTES = Combinators.combine(
            Arbitraries.of("ce-specversion", "ce-id", "ce-source", "ce-type", "ce-account", "ce-userid", "ce-subject", "ce-time", "CE-ID",
                    "ce-", "ce-data", "ce-data_base64",
                    "ce-datacontenttype", "Content-Type", "ce-\u00e9"),
            Arbitraries.of("", " ", "1.0", "0.3", "1", "%", "%00", "%C0%80", "%ZZ", "%ED%A0%80", "\"quoted\"", "\"", "\\", "\u00eb",
                    "\u00c3\u00ab", "\u0080", "2026-03-10T12:00:00Z",
                    "yesterday", "+999999999-12-31T23:59:59Z", "application/json", "application/cloudevents",
                    "application/cloudevents+avro", "application/cloudevents-batch+json; charset=UTF-16",
                    "application/octet-stream", "x".repeat(129), "x".repeat(3_000), "a/b", Plant.TENANT))
            .as((name, value) -> name + ": " + value);

    private TriedDoor door;

    @BeforeEach
    void open() {
        door = new TriedDoor();
    }

    @AfterEach
    void close() throws InterruptedException {
        door.close();
    }

    private static Arbitrary<String> events() {
        return Arbitraries.frequencyOf(Tuple.of(5, BadJson.nearly(MEMBERS)), Tuple.of(1, BadJson.values()));
    }

    private static String event(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id
                + "\",\"source\":\"/good\",\"type\":\"com.example.good\",\"account\":\"globex\",\"userid\":\"ada\",\"data\":{\"a\":1}}";
    }

    private static String batch(List<String> good, List<String> bad, long order) {
        List<String> events = new ArrayList<>(bad);
        good.forEach(id -> events.add(event(id)));
        Collections.shuffle(events, new Random(order));
        return "[" + String.join(",", events) + "]";
    }

    private Wire.Request request(String type, byte[] body) {
        return new Wire.Request(PATH, List.of(door.authorization(), "Content-Type: " + type), body, 0);
    }

    @Test
    void bad_events_do_not_harm_the_good_ones_beside_them() {
        Tries.of(300, Combinators.combine(events().list().ofMinSize(1).ofMaxSize(8), Arbitraries.longs()).as(Tuple::of), bad -> {
            List<String> good = TriedLedger.newIds(2);
            door.send(request(MANY, batch(good, bad.get1(), bad.get2()).getBytes(UTF_8)), good, true);
        });
    }

    @Test
    void structured_events_of_anything_are_answered() {
        Tries.of(250, events(), event -> door.send(request(ONE, event.getBytes(UTF_8)), List.of(), false));
    }

    @Test
    void broken_bodies_are_answered() {
        Tries.of(300, Combinators.combine(Arbitraries.of(ONE, MANY), Broken.random(), Arbitraries.longs()).as(Tuple::of), call -> {
            Random random = new Random(call.get3());
            List<String> good = TriedLedger.newIds(2);
            byte[] whole = (call.get1().equals(MANY) ? batch(good, List.of(), 0) : event(good.getFirst())).getBytes(UTF_8);
            door.send(request(call.get1(), random.nextInt(5) == 0 ? call.get2() : Broken.bytes(whole, random)), good, false);
        });
    }

    @Test
    void attributes_in_headers_may_be_anything() {
        Arbitrary<byte[]> bodies = Arbitraries.oneOf(Broken.random(), BadJson.values().map(json -> json.getBytes(UTF_8)));
        Tries.of(250, Combinators.combine(ATTRIBUTES.list().ofMaxSize(5), bodies, Arbitraries.of(true, false)).as(Tuple::of), call -> {
            List<String> headers = new ArrayList<>(List.of(door.authorization()));
            headers.addAll(call.get1());
            if (call.get3()) {
                headers.addAll(List.of("ce-specversion: 1.0", "ce-id: bad", "ce-source: /bad", "ce-type: bad", "ce-account: umbrella"));
            }
            door.send(new Wire.Request(PATH, headers, call.get2(), 0), List.of(), false);
        });
    }

    @Test
    void games_with_headers_and_compression_are_answered() {
        Tries.of(200, Games.of(door.sender.key, door.plant.key), game -> {
            List<String> good = TriedLedger.newIds(2);
            Games.Played played = game.play(PATH, batch(good, List.of(), 0).getBytes(UTF_8), "Content-Type: " + MANY);
            Wire.Answer answer = door.wire.send(played.request().bytes(), game.piece());
            door.check(answer);
            if (answer.status() == 200 && played.ours()) {
                door.ledger.accepted(good);
            } else {
                door.ledger.refused(good);
            }
            door.assertAlive();
        });
    }
}
