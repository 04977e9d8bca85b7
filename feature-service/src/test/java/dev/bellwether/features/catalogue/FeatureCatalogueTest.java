package dev.bellwether.features.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.Features;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureCatalogueTest {

    @Test
    void every_field_of_the_contract_is_defined_in_its_order() {
        List<String> fields = Features.getDescriptor().getFields().stream().map(field -> field.getName()).toList();
        assertThat(FeatureCatalogue.all()).extracting(FeatureDefinition::getFeature).isEqualTo(fields);
    }

    @Test
    void every_definition_has_a_unit_and_a_description() {
        assertThat(FeatureCatalogue.all()).allSatisfy(definition -> {
            assertThat(definition.getUnit()).isNotBlank();
            assertThat(definition.getDescription()).endsWith(".");
        });
    }

    @Test
    void numbers_are_numbers_and_names_are_text() {
        assertThat(type("active_days_28")).isEqualTo(FeatureDefinition.Type.NUMBER);
        assertThat(type("plan")).isEqualTo(FeatureDefinition.Type.TEXT);
        assertThat(type("company_type")).isEqualTo(FeatureDefinition.Type.TEXT);
    }

    private static FeatureDefinition.Type type(String feature) {
        return FeatureCatalogue.all().stream()
                .filter(definition -> definition.getFeature().equals(feature))
                .findFirst()
                .orElseThrow()
                .getType();
    }
}
