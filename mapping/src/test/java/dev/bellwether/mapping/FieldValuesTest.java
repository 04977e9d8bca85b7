package dev.bellwether.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Struct;
import com.google.type.Date;
import com.google.type.Money;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.SubscriptionStarted;
import dev.bellwether.ingestion.v1.SurveyAnswered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValuesTest {

    private static final FieldDescriptor COUNT = FeatureUsed.getDescriptor().findFieldByName("count");
    private static final FieldDescriptor DURATION = FeatureUsed.getDescriptor().findFieldByName("duration");
    private static final FieldDescriptor FEATURE = FeatureUsed.getDescriptor().findFieldByName("feature");
    private static final FieldDescriptor MRR = SubscriptionStarted.getDescriptor().findFieldByName("mrr");
    private static final FieldDescriptor RENEWAL = SubscriptionStarted.getDescriptor().findFieldByName("renewal_date");
    private static final FieldDescriptor SCORE = SurveyAnswered.getDescriptor().findFieldByName("score");
    private static final FieldDescriptor PROPERTIES = NamedEvent.getDescriptor().findFieldByName("properties");

    private final FieldValues values = new FieldValues("USD", UnaryOperator.identity());

    private Object read(FieldDescriptor field, Object value) {
        return values.optional(field, value).orElseThrow();
    }

    @Test
    void text_is_read_as_what_the_field_is() {
        assertThat(read(COUNT, " 12 ")).isEqualTo(12L);
        assertThat(read(COUNT, 12.0)).isEqualTo(12L);
        assertThat(read(RENEWAL, "2024-10-16")).isEqualTo(Date.newBuilder().setYear(2024).setMonth(10).setDay(16).build());
        assertThat(read(DURATION, "1.5")).isEqualTo(Duration.newBuilder().setSeconds(1).setNanos(500_000_000).build());
        assertThat(read(FEATURE, 5L)).isEqualTo("5");
    }

    @Test
    void an_amount_may_say_its_currency() {
        assertThat(read(MRR, "490.25")).isEqualTo(Money.newBuilder().setCurrencyCode("USD").setUnits(490).setNanos(250_000_000).build());
        assertThat(read(MRR, "-0.5 EUR")).isEqualTo(Money.newBuilder().setCurrencyCode("EUR").setNanos(-500_000_000).build());
        assertThat(read(MRR, "12  chf")).isEqualTo(Money.newBuilder().setCurrencyCode("CHF").setUnits(12).build());
        assertThat(read(MRR, 3L)).isEqualTo(Money.newBuilder().setCurrencyCode("USD").setUnits(3).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "1e-1000000000", "1e30", "9223372036854775808", "NaN", "twelve", "", "1e400"})
    void an_unusable_number_is_refused_and_costs_nothing(String number) {
        for (FieldDescriptor field : List.of(COUNT, MRR, DURATION, SCORE)) {
            assertThatThrownBy(() -> read(field, number)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> read(SCORE, "2147483648")).hasMessageContaining("too large");
    }

    @Test
    void properties_keep_their_form() {
        Struct struct = (Struct) read(PROPERTIES, Map.of("list", Arrays.asList(1L, "a", null, Map.of("in", true))));
        assertThat(struct.getFieldsOrThrow("list").getListValue().getValues(0).getNumberValue()).isEqualTo(1);
        assertThat(struct.getFieldsOrThrow("list").getListValue().getValues(2).hasNullValue()).isTrue();
        assertThat(struct.getFieldsOrThrow("list").getListValue().getValues(3).getStructValue().getFieldsOrThrow("in").getBoolValue())
                .isTrue();
    }

    @Test
    void properties_without_a_bottom_are_refused() {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        List<Object> deepest = deep;
        assertThatThrownBy(() -> PropertyValues.of(Map.of("deep", deepest))).hasMessageContaining("nested more than 64 deep");
    }
}
