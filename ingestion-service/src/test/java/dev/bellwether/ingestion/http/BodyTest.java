package dev.bellwether.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/// Bodies that come compressed, before it is known whose they are: Segment's libraries may send the key within.
class BodyTest {

    private static final int MOST = 100 * 1024;
    /// Random, so that it is as long packed as unpacked.
    private static final byte[] PLAIN = random(3 * MOST);
    private static final byte[] PACKED = HttpSender.gzip(PLAIN);

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] plain(byte[] body, int most) {
        return Body.plain(new Call("batch", MultiMap.caseInsensitiveMultiMap().add("Content-Encoding", "gzip"), body), most);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(byte[] body, int most, InvalidCallException.Code code) {
        return assertThatThrownBy(() -> plain(body, most)).isInstanceOfSatisfying(InvalidCallException.class,
                refused -> assertThat(refused.code()).isEqualTo(code.name()));
    }

    /// What comes behind the limit is broken, and that is not seen.
    @Test
    void nothing_is_unpacked_behind_the_limit() {
        byte[] broken = Arrays.copyOf(PACKED, 2 * MOST);
        Arrays.fill(broken, MOST + MOST / 2, broken.length, (byte) 0xFF);
        assertRefused(broken, MOST, InvalidCallException.Code.TOO_LARGE);
        assertRefused(broken, PLAIN.length, InvalidCallException.Code.BAD_COMPRESSION);
    }

    @Test
    void what_is_as_long_as_the_limit_is_taken_and_one_byte_more_is_not() {
        assertThat(plain(PACKED, PLAIN.length)).isEqualTo(PLAIN);
        assertRefused(PACKED, PLAIN.length - 1, InvalidCallException.Code.TOO_LARGE)
                .hasMessageContaining("has more than " + (PLAIN.length - 1) + " bytes");
    }

    /// A member of gzip behind another one is unpacked too, and counts.
    @Test
    void several_members_count_together() {
        byte[] small = HttpSender.gzip(new byte[MOST - 1]);
        byte[] twice = Arrays.copyOf(small, 2 * small.length);
        System.arraycopy(small, 0, twice, small.length, small.length);
        assertRefused(twice, MOST, InvalidCallException.Code.TOO_LARGE);
        assertThat(plain(twice, 2 * MOST)).hasSize(2 * MOST - 2);
    }
}
