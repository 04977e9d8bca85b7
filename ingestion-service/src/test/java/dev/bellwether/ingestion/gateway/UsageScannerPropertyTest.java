package dev.bellwether.ingestion.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.Session;
import dev.bellwether.ingestion.v1.SignIn;
import dev.bellwether.ingestion.validation.EventValidator;
import dev.bellwether.ingestion.validation.TimeWindow;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Whatever the scanner says yes to, the validator takes, and serializing it again changes nothing.
class UsageScannerPropertyTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final TimeWindow WINDOW = TimeWindow.around(NOW, java.time.Duration.ofDays(1_200));

    @Property(tries = 3_000)
    void good_usage_is_recognised_and_what_is_recognised_is_good(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Event event = usage(random);
        byte[] bytes = event.toByteArray();
        UsageScanner scanner = new UsageScanner(WINDOW);

        assertThat(scanner.isGood(bytes, 0, bytes.length)).isEqualTo(isGood(event));
        if (isGood(event)) {
            assertThat(scanner.key()).isEqualTo(EnvelopeWriter.key(event));
        }
    }

    @Property(tries = 20_000)
    void of_broken_bytes_only_those_are_recognised_that_are_good_events_all_the_same(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = broken(usage(random).toByteArray(), random);
        int before = random.nextInt(4);
        byte[] within = new byte[before + bytes.length + random.nextInt(4)];
        random.nextBytes(within);
        System.arraycopy(bytes, 0, within, before, bytes.length);

        if (new UsageScanner(WINDOW).isGood(within, before, bytes.length)) {
            Event event = Event.parseFrom(bytes);
            assertThatCode(() -> EventValidator.check(event, WINDOW)).doesNotThrowAnyException();
            assertThat(deterministic(event)).isEqualTo(bytes);
        }
    }

    @Test
    void the_usual_events_are_recognised() {
        Event.Builder event = Event.newBuilder().setTenant("acme").setAccount("a1").setUser("ada").setEventId("e1").setSource("app")
                .setOccurredAt(Dates.timestamp(NOW));
        for (Event usual : new Event[] {
            event.setFeatureUsed(FeatureUsed.newBuilder().setFeature("reports").setProduct("core").setCount(3)
                    .setDuration(Duration.newBuilder().setSeconds(5))).build(),
            event.setSession(Session.newBuilder().setDuration(Duration.newBuilder().setSeconds(1_800).setNanos(1)).setProduct("core"))
                    .build(),
            event.clone().setSequence(12).build(),
            event.setSignIn(SignIn.getDefaultInstance()).build()
        }) {
            assertThat(new UsageScanner(WINDOW).isGood(usual.toByteArray(), 0, usual.getSerializedSize())).isTrue();
        }
        Event other = event.setNamedEvent(NamedEvent.newBuilder().setName("n")).build();
        assertThat(new UsageScanner(WINDOW).isGood(other.toByteArray(), 0, other.getSerializedSize())).isFalse();
    }

    @Test
    void the_entry_that_is_written_of_its_bytes_is_the_one_that_is_written_of_the_event() throws IOException {
        Event event = usage(new Random(7));
        EnvelopeWriter writer = new EnvelopeWriter(NOW, "b1");
        byte[] bytes = event.toByteArray();
        byte[] entry = writer.entry(bytes, 0, bytes.length);
        assertThat(entry).isEqualTo(writer.entry(event));
        assertThat(LogEntry.parseFrom(entry).getEvent()).isEqualTo(event);
    }

    private static boolean isGood(Event event) {
        try {
            EventValidator.check(event, WINDOW);
        } catch (RuntimeException rejected) {
            return false;
        }
        // Good, and left to the parser: beyond ASCII, an empty duration, the length of a day.
        return ascii(event)
                && event.getFeatureUsed().hasDuration() == (event.getFeatureUsed().getDuration().getSerializedSize() > 0)
                && event.getSession().hasDuration() == (event.getSession().getDuration().getSerializedSize() > 0)
                && event.getFeatureUsed().getDuration().getSeconds() < 86_400 && event.getSession().getDuration().getSeconds() < 86_400;
    }

    private static boolean ascii(Event event) {
        return (event.getUser() + event.getEventId() + event.getSource() + event.getFeatureUsed().getFeature()
                + event.getFeatureUsed().getProduct() + event.getSession().getProduct()).chars().allMatch(c -> c < 128);
    }

    private static Event usage(Random random) {
        Event.Builder event = Event.newBuilder()
                .setTenant(text(random, 1, "acme", "a-1", "-a", "Acme", "a".repeat(63), "a".repeat(64)))
                .setAccount(text(random, 1, "globex", "a/b", "a b", "x".repeat(128), "x".repeat(129), "~!"))
                .setUser(text(random, 3, "", "ada", "é", "u".repeat(256), "u".repeat(257)))
                .setEventId(text(random, 1, "e1", "i".repeat(128), "i".repeat(129), "\u0000"))
                .setSource(text(random, 3, "", "app", "s".repeat(64), "s".repeat(65)))
                .setOccurredAt(Timestamp.newBuilder()
                        .setSeconds(NOW.getEpochSecond() - (random.nextInt(9) == 0 ? random.nextInt(200_000_000) : random.nextInt(10_000)))
                        .setNanos(random.nextBoolean() ? 0 : random.nextInt(1_000_000_000)));
        if (random.nextInt(4) == 0) {
            event.setSequence(random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(3));
        }
        Duration duration = Duration.newBuilder().setSeconds(random.nextInt(5) == 0 ? random.nextInt(90_000) : random.nextInt(3))
                .setNanos(random.nextInt(3)).build();
        switch (random.nextInt(3)) {
            case 0 -> {
                FeatureUsed.Builder used = FeatureUsed.newBuilder()
                        .setFeature(text(random, 1, "reports", "f".repeat(128), "f".repeat(129)))
                        .setProduct(text(random, 2, "", "core", "p".repeat(129)));
                if (random.nextInt(4) > 0) {
                    used.setCount(random.nextInt(6) == 0 ? random.nextInt(2_000_000) - 100_000 : random.nextInt(3));
                }
                event.setFeatureUsed(random.nextBoolean() ? used : used.setDuration(duration));
            }
            case 1 -> {
                Session.Builder session = Session.newBuilder().setProduct(text(random, 2, "", "core", "p".repeat(129)));
                event.setSession(random.nextBoolean() ? session : session.setDuration(duration));
            }
            default -> event.setSignIn(SignIn.getDefaultInstance());
        }
        return event.build();
    }

    /// Mostly one of the first few, which are good.
    private static String text(Random random, int usual, String... values) {
        return values[random.nextInt(8) == 0 ? random.nextInt(values.length) : random.nextInt(usual)];
    }

    private static byte[] broken(byte[] bytes, Random random) {
        byte[] broken = bytes.clone();
        for (int i = random.nextInt(3); i >= 0 && broken.length > 0; i--) {
            int place = random.nextInt(broken.length);
            switch (random.nextInt(5)) {
                case 0 -> broken[place] = (byte) random.nextInt(256);
                case 1 -> broken[place] ^= (byte) (1 << random.nextInt(8));
                case 2 -> broken = Arrays.copyOf(broken, place);
                case 3 -> broken = insert(broken, place, (byte) random.nextInt(256));
                default -> broken = insert(broken, place, (byte) (0x80 | random.nextInt(2)));
            }
        }
        return broken;
    }

    private static byte[] insert(byte[] bytes, int place, byte value) {
        byte[] longer = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, longer, 0, place);
        longer[place] = value;
        System.arraycopy(bytes, place, longer, place + 1, bytes.length - place);
        return longer;
    }

    private static byte[] deterministic(Event event) throws IOException {
        byte[] bytes = new byte[event.getSerializedSize()];
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        output.useDeterministicSerialization();
        event.writeTo(output);
        return bytes;
    }
}
