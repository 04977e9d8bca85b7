package dev.bellwether.playbooks.api.rest;

import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.proto.FeatureCatalogue;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/// Describes the features that a playbook's expressions may use, as schema `Features`: each variable with its meaning, unit and range, from
/// the catalogue. Once, when the service is built.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class FeaturesSchema implements OASFilter {

    private static final String NAME = "Features";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        Schema features = OASFactory.createSchema()
                .description("The variables of a playbook's expressions: what is true of an account. An unknown number is NaN, which"
                        + " makes every comparison false; an unknown text is empty.")
                .type(List.of(Schema.SchemaType.OBJECT));
        FeatureCatalogue.all().stream()
                .filter(feature -> feature.getType() != FeatureDefinition.Type.DAY)
                .forEach(feature -> features.addProperty(feature.getFeature(), schema(feature)));
        document.getComponents().addSchema(NAME, features);
    }

    private static Schema schema(FeatureDefinition feature) {
        boolean number = feature.getType() == FeatureDefinition.Type.NUMBER;
        Schema schema = OASFactory.createSchema()
                .type(List.of(number ? Schema.SchemaType.NUMBER : Schema.SchemaType.STRING))
                .description(description(feature));
        if (feature.hasMin()) {
            schema.setMinimum(BigDecimal.valueOf(feature.getMin()));
        }
        if (feature.hasMax()) {
            schema.setMaximum(BigDecimal.valueOf(feature.getMax()));
        }
        feature.getValuesList().forEach(schema::addEnumeration);
        if (feature.getValuesCount() > 0 && !feature.getUnknownWhen().isEmpty()) {
            schema.addEnumeration("");
        }
        return schema;
    }

    private static String description(FeatureDefinition feature) {
        String unknown = feature.getUnknownWhen().isEmpty() ? "" : " Not known when " + feature.getUnknownWhen() + ".";
        return feature.getDescription() + " Unit: " + feature.getUnit() + "." + unknown;
    }
}
