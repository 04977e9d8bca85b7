package dev.bellwether.ingestion.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.ingestion.http.HttpSender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// A good body in bad company: odd headers, compressed in odd ways, in tiny pieces.
///
/// @param ours  whether the first key that counts is the sender's
/// @param piece bytes that are written at a time
record Games(List<String> headers, boolean ours, Packing packing, int chunk, int piece) {

    /// @param dry whether the call only asks
    record Played(Wire.Request request, boolean ours) {}

    private record Keys(boolean ours, List<String> headers) {}

    enum Packing {
        PLAIN("", body -> body),
        GZIP("gzip", HttpSender::gzip),
        X_GZIP("X-GZip", HttpSender::gzip),
        TWICE("gzip", body -> HttpSender.gzip(HttpSender.gzip(body))),
        SAID_TWICE("gzip, gzip", body -> HttpSender.gzip(HttpSender.gzip(body))),
        IN_TWO_MEMBERS("gzip",
                body -> concatenated(HttpSender.gzip(Arrays.copyOf(body, 10)), HttpSender.gzip(Arrays.copyOfRange(body, 10, body.length)))),
        BOMB("gzip", body -> HttpSender.gzip(Arrays.copyOf(body, 40_000_000))),
        BOMB_OF_SPACES("gzip", body -> HttpSender.gzip((" ".repeat(2_000_000) + new String(body, UTF_8)).getBytes(UTF_8))),
        TRUNCATED("gzip", body -> {
            byte[] zipped = HttpSender.gzip(body);
            return Arrays.copyOf(zipped, zipped.length - 5);
        }),
        TRAILING_GARBAGE("gzip", body -> concatenated(HttpSender.gzip(body), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})),
        TRAILING_MAGIC("gzip", body -> concatenated(HttpSender.gzip(body), new byte[] {0x1f, (byte) 0x8b, 8, 4, 0})),
        WRONG_MAGIC("gzip", body -> {
            byte[] zipped = HttpSender.gzip(body);
            zipped[1] = 0;
            return zipped;
        }),
        WRONG_CHECKSUM("gzip", body -> {
            byte[] zipped = HttpSender.gzip(body);
            zipped[zipped.length - 6] ^= 1;
            return zipped;
        }),
        EMPTY("gzip", _ -> new byte[0]),
        NOT_SAID("", HttpSender::gzip),
        NOT_DONE("gzip", body -> body),
        BROTLI("br", body -> body),
        NONSENSE("\u00ff\u0001;q=1", body -> body);

        private final String encoding;
        private final UnaryOperator<byte[]> pack;

        Packing(String encoding, UnaryOperator<byte[]> pack) {
            this.encoding = encoding;
            this.pack = pack;
        }
    }

    static Arbitrary<Games> of(String key, String neighbours) {
        String basic = "Authorization: Basic ";
        Arbitrary<Keys> keys = Arbitraries.of(
                new Keys(true, List.of(basic + base64(key + ":"))), new Keys(true, List.of("authorization: bearer " + key)),
                new Keys(true, List.of("Authorization:\tBasic\t" + base64(":" + key) + "  ")),
                new Keys(true, List.of(basic + base64(key + ":"), basic + base64(neighbours + ":"))),
                new Keys(false, List.of(basic + base64(neighbours + ":"), basic + base64(key + ":"))),
                new Keys(false, List.of("Authorization: Bearer " + neighbours)), new Keys(false, List.of()),
                new Keys(false, List.of("Authorization: ")),
                new Keys(false, List.of(basic)), new Keys(false, List.of(basic + "%%%")),
                new Keys(false, List.of(basic + base64(key).substring(3))),
                new Keys(false, List.of("Authorization: Digest username=\"" + key + "\"")),
                new Keys(false, List.of("Authorization: " + key)),
                new Keys(false, List.of("Authorization: Bearer " + key.toUpperCase(Locale.ROOT))),
                new Keys(false, List.of("Authorization: Bearer " + key + "x")),
                new Keys(false, List.of("Authorization: Bearer bw_write_" + "\u00e9".repeat(43))),
                new Keys(false, List.of("Authorization: Bearer " + "x".repeat(4_000))));
        Arbitrary<String> odd = Arbitraries.of("X-Odd: 1", "Bellwether-Validate-Only: perhaps", "Bellwether-Backfill: " + Plant.TENANT,
                "Bellwether-Backfill: \u00ff",
                "Content-Type: text/plain; charset=utf-16", "Content-Type: ;;;", "Content-Type: multipart/form-data",
                "Content-Type: application/x-www-form-urlencoded",
                "Accept: application/xml", "Expect: 100-continue", "Expect: something else", "Origin: null",
                "X-HTTP-Method-Override: DELETE", "Upgrade: websocket",
                "Connection: Upgrade, HTTP2-Settings", "TE: trailers", "Cookie: a=b", "X-Forwarded-For: ::1",
                "X-Large: " + "x".repeat(7_000),
                "X-Larger: " + "x".repeat(20_000), "Range: bytes=0-1", "If-Match: *", "Content-Length-: 5", "Content-Encoding: identity",
                "Content-Encoding: ");
        return Combinators.combine(keys, odd.list().ofMaxSize(2), Arbitraries.of(Packing.class), Arbitraries.of(0, 0, 1, 7, 1_000),
                Arbitraries.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 100)).as((shown, more, packing, chunk, piece) -> {
                    List<String> headers = new ArrayList<>(shown.headers());
                    headers.addAll(more);
                    boolean large = packing == Packing.BOMB || headers.stream().anyMatch(header -> header.length() > 1_000);
                    return new Games(headers, shown.ours(), packing, large ? 0 : chunk, large ? Integer.MAX_VALUE : piece);
                });
    }

    Played play(String path, byte[] body, String contentType) {
        List<String> all = new ArrayList<>(headers);
        if (headers.stream().noneMatch(header -> header.startsWith("Content-Type"))) {
            all.add(contentType);
        }
        if (!packing.encoding.isEmpty()) {
            all.addFirst("Content-Encoding: " + packing.encoding);
        }
        return new Played(new Wire.Request(path, all, packing.pack.apply(body), chunk), ours);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
