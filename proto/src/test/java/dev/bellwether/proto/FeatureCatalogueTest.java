package dev.bellwether.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.FeatureDefinition.Type;
import dev.bellwether.features.v1.FeatureGroup;
import dev.bellwether.features.v1.FeatureOptions;
import dev.bellwether.features.v1.FeatureOptionsProto;
import dev.bellwether.features.v1.Features;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureCatalogueTest {

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    static List<FieldDescriptor> features() {
        return Features.getDescriptor().getFields();
    }

    @ParameterizedTest
    @MethodSource("features")
    void each_field_of_the_contract_is_defined_by_its_options(FieldDescriptor field) {
        FeatureDefinition definition = FeatureCatalogue.definition(field);
        assertThat(definition.getFeature()).isEqualTo(field.getName());
        assertThat(definition.getUnit()).isNotBlank();
        assertThat(definition.getDescription()).endsWith(".");
        assertThat(definition.getValuesList()).as("values of a text alone")
                .matches(values -> values.isEmpty() || definition.getType() == Type.TEXT);
        if (definition.getType() != Type.NUMBER) {
            assertThat(definition.hasMin() || definition.hasMax()).as("bounds of a number alone").isFalse();
        } else if (definition.hasMin() && definition.hasMax()) {
            assertThat(definition.getMin()).isLessThan(definition.getMax());
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void what_may_be_unknown_can_be_left_out(FieldDescriptor field) {
        boolean text = field.getJavaType() == FieldDescriptor.JavaType.STRING;
        assertThat(FeatureCatalogue.definition(field).getUnknownWhen())
                .as("'optional' in front of " + field.getName() + " wherever it has unknown_when")
                .matches(when -> when.isEmpty() || field.hasPresence() || text);
    }

    @ParameterizedTest
    @MethodSource("features")
    void the_features_that_a_text_names_are_there(FieldDescriptor field) {
        FeatureDefinition definition = FeatureCatalogue.definition(field);
        List<String> named = QUOTED.matcher(definition.getDescription() + definition.getUnknownWhen()).results()
                .map(it -> it.group(1)).toList();
        assertThat(FeatureCatalogue.all()).extracting(FeatureDefinition::getFeature).containsAll(named);
    }

    @Test
    void the_catalogue_is_in_the_order_of_the_contract() {
        assertThat(FeatureCatalogue.all()).extracting(FeatureDefinition::getFeature)
                .containsExactlyElementsOf(features().stream().map(FieldDescriptor::getName).toList());
    }

    @Test
    void a_field_without_options_is_reported_with_the_options_to_add() {
        FieldDescriptor tenant = AccountSnapshots.getDescriptor().findFieldByName("tenant");
        assertThatThrownBy(() -> FeatureCatalogue.definition(tenant))
                .hasMessage("The feature tenant has no group: add it to features.proto,"
                        + " as in 'tenant = 1 [(feature) = {group: USAGE unit: \"days\" min: 0 description: \"What it is.\" unknown_when: \"...\"}]'."
                        + " FeatureOptions says what each means");
    }

    @Test
    void a_field_that_no_rule_could_read_is_no_feature() throws Exception {
        var file = AccountSnapshots.getDescriptor().getFile().toProto().toBuilder();
        for (var field : file.getMessageTypeBuilder(0).getFieldBuilderList()) {
            field.getOptionsBuilder()
                    .setExtension(FeatureOptionsProto.feature, FeatureOptions.newBuilder().setGroup(FeatureGroup.USAGE).build());
        }
        var copy = FileDescriptor.buildFrom(file.build(),
                AccountSnapshots.getDescriptor().getFile().getDependencies().toArray(FileDescriptor[]::new));
        FieldDescriptor offset = copy.findMessageTypeByName("AccountSnapshots").findFieldByName("events_offset");
        assertThatThrownBy(() -> FeatureCatalogue.definition(offset)).hasMessage("bellwether.features.v1.AccountSnapshots.events_offset"
                + " is no feature: make it a double, a string or a google.type.Date");
        FieldDescriptor account = copy.findMessageTypeByName("AccountSnapshots").findFieldByName("account");
        assertThatThrownBy(() -> FeatureCatalogue.definition(account)).hasMessageStartingWith("The feature account has no unit");
    }

    @Test
    void a_definition_says_all_that_the_options_say() {
        assertThat(of("nps")).isEqualTo(FeatureDefinition.newBuilder()
                .setFeature("nps").setType(Type.NUMBER).setGroup(FeatureGroup.SENTIMENT).setUnit("points").setMin(0).setMax(10)
                .setDescription("The last NPS answer of the last 365 days.")
                .setUnknownWhen("there was none").build());
        assertThat(of("company_type").getType()).isEqualTo(Type.TEXT);
        assertThat(of("company_type").getValuesList()).containsExactly("enterprise", "self-serve");
        assertThat(of("plan").getType()).isEqualTo(Type.TEXT);
        assertThat(of("peer_reference").getType()).isEqualTo(Type.DAY);
    }

    @Test
    void a_rank_is_defined_by_what_is_ranked() {
        assertThat(of("mrr_percentile")).isEqualTo(FeatureDefinition.newBuilder()
                .setFeature("mrr_percentile").setType(Type.NUMBER).setGroup(FeatureGroup.PEERS).setUnit("rank").setMin(0).setMax(1)
                .setRankOf("mrr")
                .setDescription("Percentile rank of `mrr` among the tenant's accounts of the company type:"
                        + " (below + half of the equal) / all. 0.5 without a reference.")
                .setUnknownWhen("`mrr` is not").build());
    }

    private static FeatureDefinition of(String feature) {
        return FeatureCatalogue.all().stream().filter(it -> it.getFeature().equals(feature)).findFirst().orElseThrow();
    }
}
