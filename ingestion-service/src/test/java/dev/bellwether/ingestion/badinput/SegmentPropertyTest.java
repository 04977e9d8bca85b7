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

/// Any request to the endpoints of Segment's SDKs gets a helpful answer, sees no other tenant's data, and does not affect the valid
/// messages beside it.
@IngestionTest
class SegmentPropertyTest {

    private static final List<Tuple.Tuple2<String, String>> MEMBERS = List.of(
            Tuple.of("type", "\"track\""), Tuple.of("type", "\"identify\""), Tuple.of("type", "\"group\""), Tuple.of("type", "\"alias\""),
            Tuple.of("event", "\"Report Exported\""), Tuple.of("name", "\"Home\""), Tuple.of("userId", "\"eve\""),
            Tuple.of("anonymousId", "\"device-9\""),
            Tuple.of("previousId", "\"device-8\""), Tuple.of("groupId", "\"umbrella\""), Tuple.of("messageId", "\"bad\""),
            Tuple.of("timestamp", "\"2026-03-10T12:00:00Z\""), Tuple.of("originalTimestamp", "\"2026-03-10T12:00:00Z\""),
            Tuple.of("sentAt", "\"2026-03-10T12:00:00Z\""), Tuple.of("properties", "{\"a\":1}"),
            Tuple.of("traits", "{\"email\":\"eve@example.com\"}"),
            Tuple.of("context", "{\"groupId\":\"umbrella\"}"), Tuple.of("integrations", "{\"All\":true}"), Tuple.of("writeKey", "\"none\""),
            Tuple.of("_metadata", "{}"));
    private static final Arbitrary<String> PATHS =
            Arbitraries.of("/v1/identify", "/v1/track", "/v1/page", "/v1/screen", "/v1/group", "/v1/alias", "/v1/batch",
                    "/v1/import", "/v1/batch/");

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
        return Arbitraries.frequencyOf(Tuple.of(4, BadJson.nearly(MEMBERS)), Tuple.of(1, BadJson.values()));
    }

    private static String batch(List<String> good, List<String> bad, long order) {
        List<String> events = new ArrayList<>(bad);
        good.forEach(id -> events.add(TriedDoor.track(id)));
        Collections.shuffle(events, new Random(order));
        return "{\"batch\":[" + String.join(",", events) + "]}";
    }

    @Test
    void bad_events_do_not_harm_the_good_ones_beside_them() {
        Tries.of(250, Combinators.combine(events().list().ofMinSize(1).ofMaxSize(8), Arbitraries.longs()).as(Tuple::of), bad -> {
            List<String> good = TriedLedger.newIds(2);
            String body = batch(good, bad.get1(), bad.get2());
            door.send(new Wire.Request("/v1/batch", List.of(door.authorization()), body.getBytes(UTF_8), 0), good, true);
        });
    }

    @Test
    void single_calls_of_anything_are_answered() {
        Tries.of(250, Combinators.combine(PATHS, events()).as(Tuple::of), call -> door
                .send(new Wire.Request(call.get1(), List.of(door.authorization()), call.get2().getBytes(UTF_8), 0), List.of(), false));
    }

    @Test
    void what_all_events_of_a_batch_share_may_be_anything() {
        Arbitrary<String> headers =
                BadJson.nearly(List.of(Tuple.of("context", "{\"ip\":\"::1\"}"), Tuple.of("integrations", "{\"All\":true}"),
                        Tuple.of("sentAt", "\"2026-03-10T12:00:00Z\""), Tuple.of("writeKey", "\"none\""), Tuple.of("batch", "[]"),
                        Tuple.of("other", "1")));
        Tries.of(200, headers, header -> {
            List<String> good = TriedLedger.newIds(2);
            String body = header.substring(0, header.length() - 1) + "," + batch(good, List.of(), 0).substring(1);
            door.send(new Wire.Request("/v1/batch", List.of(door.authorization()), body.getBytes(UTF_8), 0), good, false);
        });
    }

    @Test
    void broken_bodies_are_answered() {
        Tries.of(300, Combinators.combine(PATHS, Broken.random(), Arbitraries.longs()).as(Tuple::of), call -> {
            Random random = new Random(call.get3());
            List<String> good = TriedLedger.newIds(2);
            byte[] body = random.nextInt(5) == 0
                    ? call.get2()
                    : Broken.bytes((call.get1().startsWith("/v1/batch") || call.get1().equals("/v1/import")
                            ? batch(good, List.of(), 0) : TriedDoor.track(good.getFirst())).getBytes(UTF_8), random);
            door.send(new Wire.Request(call.get1(), List.of(door.authorization()), body, 0), good, false);
        });
    }

    @Test
    void games_with_headers_and_compression_are_answered() {
        Tries.of(250, Games.of(door.sender.key, door.plant.key), game -> {
            List<String> good = TriedLedger.newIds(2);
            Games.Played played = game.play("/v1/batch", batch(good, List.of(), 0).getBytes(UTF_8), "Content-Type: application/json");
            Wire.Answer answer = door.wire.send(played.request().bytes(), game.piece());
            door.check(answer);
            // What came with the neighbour's key is the neighbour's.
            if (answer.status() == 200 && played.ours()) {
                door.ledger.accepted(good);
            } else {
                door.ledger.refused(good);
            }
            door.assertAlive();
        });
    }
}
