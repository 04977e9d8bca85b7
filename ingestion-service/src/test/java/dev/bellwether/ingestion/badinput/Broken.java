package dev.bellwether.ingestion.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// What may happen to bytes on their way.
final class Broken {

    private static final List<byte[]> WRONG = List.of(
            new byte[] {(byte) 0xC0, (byte) 0x80}, new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0xAF},
            new byte[] {(byte) 0xF8, (byte) 0x88},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xFF}, new byte[] {(byte) 0xFE}, new byte[] {0}, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
            new byte[] {(byte) 0xC3});

    private Broken() {}

    static Arbitrary<byte[]> random() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    }

    /// One or a few faults in good bytes.
    static byte[] bytes(byte[] good, Random random) {
        byte[] broken = good;
        for (int i = random.nextInt(3); i >= 0; i--) {
            broken = once(broken, random);
        }
        return broken;
    }

    private static byte[] once(byte[] good, Random random) {
        if (good.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        byte[] broken = good.clone();
        int place = random.nextInt(broken.length);
        switch (random.nextInt(8)) {
            case 0 -> broken[place] ^= (byte) (1 << random.nextInt(8));
            case 1 -> broken[place] = (byte) random.nextInt();
            case 2 -> broken = Arrays.copyOf(broken, place);
            case 3 -> broken = Arrays.copyOfRange(broken, place, broken.length);
            case 4 -> broken = inserted(broken, place, WRONG.get(random.nextInt(WRONG.size())));
            case 5 ->
                broken = inserted(broken, place, Arrays.copyOfRange(broken, place, Math.min(broken.length, place + random.nextInt(40))));
            case 6 -> broken = inserted(broken, place, "{}[],:\"\\ 0e-".substring(random.nextInt(11)).substring(0, 1).getBytes(UTF_8));
            default -> broken = encoded(new String(broken, UTF_8), random);
        }
        return broken;
    }

    private static byte[] encoded(String text, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> text.getBytes(UTF_16BE);
            case 1 -> text.getBytes(UTF_16LE);
            case 2 -> text.getBytes(ISO_8859_1);
            default -> ("\uFEFF" + text).getBytes(UTF_8);
        };
    }

    private static byte[] inserted(byte[] bytes, int place, byte[] more) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        output.write(bytes, 0, place);
        output.writeBytes(more);
        output.write(bytes, place, bytes.length - place);
        return output.toByteArray();
    }
}
