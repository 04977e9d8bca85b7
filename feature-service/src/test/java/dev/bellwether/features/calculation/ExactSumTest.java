package dev.bellwether.features.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/// Against `BigInteger` and `BigDecimal` of the JDK.
class ExactSumTest {

    @Property
    void sums_are_those_of_big_integers(@ForAll List<Long> values, @ForAll long units,
            @ForAll @LongRange(min = 0, max = 100_000) long times) {
        ExactSum sum = new ExactSum();
        BigInteger expected = BigInteger.ZERO;
        for (long value : values) {
            sum.add(value);
            expected = expected.add(BigInteger.valueOf(value));
        }
        sum.addNanos(units, 7);
        expected = expected.add(BigInteger.valueOf(units).multiply(BigInteger.valueOf(1_000_000_000))).add(BigInteger.valueOf(7));
        ExactSum product = new ExactSum();
        product.add(sum, times);
        product.subtract(sum);
        product.add(sum);
        assertThat(sum.toBigInteger()).isEqualTo(expected);
        assertThat(product.toBigInteger()).isEqualTo(expected.multiply(BigInteger.valueOf(times)));
        assertThat(sum.value()).isEqualTo(expected.doubleValue());
        assertThat(sum.billionths()).isEqualTo(new BigDecimal(expected, 9).doubleValue());
    }

    @Test
    void two_of_the_largest_numbers_are_twice_as_much() {
        ExactSum sum = new ExactSum();
        sum.add(Long.MAX_VALUE);
        sum.add(Long.MAX_VALUE);
        assertThat(sum.value()).isEqualTo(18446744073709551614d);
    }
}
