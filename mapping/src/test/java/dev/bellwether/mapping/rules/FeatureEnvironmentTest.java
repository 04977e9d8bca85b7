package dev.bellwether.mapping.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.proto.FeatureCatalogue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureEnvironmentTest {

    private static final FeatureEnvironment ENVIRONMENT = new FeatureEnvironment();

    static Stream<FeatureDefinition> numbers() {
        return FeatureCatalogue.all().stream().filter(it -> it.getType() == FeatureDefinition.Type.NUMBER);
    }

    static Stream<FeatureDefinition> texts() {
        return FeatureCatalogue.all().stream().filter(it -> it.getType() == FeatureDefinition.Type.TEXT);
    }

    static Stream<FeatureDefinition> textsOfFewValues() {
        return texts().filter(it -> it.getValuesCount() > 0);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void each_number_of_the_catalogue_is_a_double_of_its_name_and_nan_when_not_known(FeatureDefinition definition) throws Exception {
        FeatureExpression<Double> number = ENVIRONMENT.number(definition.getFeature());
        assertThat(number.of(Features.newBuilder().setField(field(definition), 7.25).build())).isEqualTo(7.25);
        assertThat(number.of(Features.getDefaultInstance())).isNaN();
        assertThatThrownBy(() -> ENVIRONMENT.condition(definition.getFeature() + " > 1")).isInstanceOf(InvalidExpression.class)
                .hasMessageEndingWith("numbers are written with a point, as in 14.0; did you mean 1.0?");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void each_text_of_the_catalogue_is_a_string_of_its_name(FeatureDefinition definition) throws Exception {
        FieldDescriptor field = field(definition);
        boolean companyType = field.getJavaType() == FieldDescriptor.JavaType.ENUM;
        Object given = companyType ? CompanyType.ENTERPRISE.getValueDescriptor() : "x";
        FeatureExpression<String> text = ENVIRONMENT.text(definition.getFeature());
        assertThat(text.of(Features.newBuilder().setField(field, given).build())).isEqualTo(companyType ? "enterprise" : "x");
        assertThat(text.of(Features.getDefaultInstance())).isEqualTo(companyType ? "self-serve" : "");
    }

    @ParameterizedTest
    @MethodSource("textsOfFewValues")
    void a_text_is_compared_with_its_values_alone(FeatureDefinition definition) throws Exception {
        for (String value : definition.getValuesList()) {
            ENVIRONMENT.condition(definition.getFeature() + " == '" + value + "'");
        }
        assertThatThrownBy(() -> ENVIRONMENT.condition(definition.getFeature() + " == 'no such value'"))
                .isInstanceOf(InvalidExpression.class)
                .hasMessageContaining("\"no such value\" never matches: " + definition.getFeature() + " is ");
    }

    @Test
    void a_text_that_may_be_unknown_is_compared_with_the_empty_one_too() throws Exception {
        assertThat(ENVIRONMENT.condition("usage_basis == ''").of(Features.getDefaultInstance())).isTrue();
        assertThatThrownBy(() -> ENVIRONMENT.condition("usage_basis == 'report'"))
                .hasMessage("line 1, column 16: \"report\" never matches: usage_basis is \"\" or \"events\" or \"reported\";"
                        + " did you mean \"reported\"?");
    }

    @Test
    void a_day_is_no_variable() {
        assertThatThrownBy(() -> ENVIRONMENT.text("peer_reference"))
                .hasMessage("line 1, column 1: undeclared reference to 'peer_reference'");
    }

    @Test
    void functions_write_values_for_people() throws Exception {
        Features features = Features.newBuilder().setMrr(12345.6).setSeats(1).build();
        assertThat(ENVIRONMENT.text("money(mrr) + ' ' + count(seats, 'seat')").of(features)).isEqualTo("12,346 1 seat");
    }

    @Test
    void every_error_is_reported_with_its_position() {
        InvalidExpression invalid =
                catchThrowableOfType(InvalidExpression.class, () -> ENVIRONMENT.condition("msr > 1.0\n|| npz < 2.0"));
        assertThat(invalid.problems()).isEqualTo(List.of(
                new ExpressionProblem(1, 1, "undeclared reference to 'msr'", "mrr"),
                new ExpressionProblem(2, 4, "undeclared reference to 'npz'", "nps")));
    }

    @Test
    void an_expression_is_of_the_type_that_is_asked_for() {
        assertThatThrownBy(() -> ENVIRONMENT.condition("mrr")).hasMessageContaining("expected type 'bool' but found 'double'");
        assertThatThrownBy(() -> ENVIRONMENT.number("plan")).hasMessageContaining("expected type 'double' but found 'string'");
        assertThatThrownBy(() -> ENVIRONMENT.text("mrr > 1.0")).hasMessageContaining("expected type 'string' but found 'bool'");
    }

    @Test
    void constants_are_variables_of_their_type_beside_the_features() throws Exception {
        FeatureEnvironment environment = ENVIRONMENT.with(Map.of("least_mrr", 100.0, "top_plan", "Pro", "strict", true));
        FeatureExpression<Boolean> condition = environment.condition("mrr >= least_mrr && plan == top_plan && strict");
        assertThat(condition.of(Features.newBuilder().setMrr(100).setPlan("Pro").build())).isTrue();
        assertThat(condition.of(Features.newBuilder().setMrr(99).setPlan("Pro").build())).isFalse();
        assertThat(condition.names()).containsExactlyInAnyOrder("mrr", "least_mrr", "plan", "top_plan", "strict");
        assertThatThrownBy(() -> environment.condition("plan == least_mrr")).isInstanceOf(InvalidExpression.class);
        assertThatThrownBy(() -> environment.condition("mrr >= least_mr")).hasMessageEndingWith("did you mean least_mrr?");
        assertThatThrownBy(() -> ENVIRONMENT.with(Map.of("kind", "B2B")).condition("company_type == kind"))
                .hasMessageContaining("\"B2B\" never matches");
    }

    @Test
    void an_evaluation_error_is_reported() throws Exception {
        FeatureExpression<Boolean> divided = ENVIRONMENT.condition("1 / int(seats) == 1");
        assertThatThrownBy(() -> divided.of(Features.newBuilder().setSeats(0).build())).isInstanceOf(FailedExpression.class);
    }

    private static FieldDescriptor field(FeatureDefinition definition) {
        return Features.getDescriptor().findFieldByName(definition.getFeature());
    }
}
