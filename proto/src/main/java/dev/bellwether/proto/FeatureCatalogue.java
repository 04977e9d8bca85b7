package dev.bellwether.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.type.Date;
import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.FeatureGroup;
import dev.bellwether.features.v1.FeatureOptions;
import dev.bellwether.features.v1.FeatureOptionsProto;
import dev.bellwether.features.v1.Features;
import java.util.List;

/// Every feature, in the order of the contract: made of the fields of [Features] and their options, and of nothing else. The
/// variables of rules, ListFeatureDefinitions, the table in docs/features.md and the REST schema are made of this.
public final class FeatureCatalogue {

    private static final List<FeatureDefinition> ALL =
            Features.getDescriptor().getFields().stream().map(FeatureCatalogue::definition).toList();

    private FeatureCatalogue() {}

    public static List<FeatureDefinition> all() {
        return ALL;
    }

    /// @throws IllegalStateException for a field whose options do not define a feature, saying what to add
    static FeatureDefinition definition(FieldDescriptor field) {
        FeatureOptions options = field.getOptions().getExtension(FeatureOptionsProto.feature);
        require(options.getGroup() != FeatureGroup.FEATURE_GROUP_UNSPECIFIED, field, "group");
        FeatureDefinition.Builder definition = FeatureDefinition.newBuilder()
                .setFeature(field.getName())
                .setType(type(field))
                .setGroup(options.getGroup());
        if (!options.getRankOf().isEmpty()) {
            return rank(definition, options.getRankOf());
        }
        require(!options.getUnit().isBlank(), field, "unit");
        require(options.getDescription().endsWith("."), field, "description, in full sentences");
        if (options.hasMin()) {
            definition.setMin(options.getMin());
        }
        if (options.hasMax()) {
            definition.setMax(options.getMax());
        }
        return definition
                .setUnit(options.getUnit())
                .setDescription(options.getDescription())
                .addAllValues(options.getValuesList())
                .setUnknownWhen(options.getUnknownWhen())
                .build();
    }

    private static FeatureDefinition rank(FeatureDefinition.Builder definition, String of) {
        return definition
                .setUnit("rank")
                .setDescription("Percentile rank of `" + of + "` among the tenant's accounts of the company type:"
                        + " (below + half of the equal) / all. 0.5 without a reference.")
                .setMin(0)
                .setMax(1)
                .setUnknownWhen("`" + of + "` is not")
                .setRankOf(of)
                .build();
    }

    private static FeatureDefinition.Type type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case DOUBLE -> FeatureDefinition.Type.NUMBER;
            case STRING, ENUM -> FeatureDefinition.Type.TEXT;
            case MESSAGE -> {
                if (!field.getMessageType().getFullName().equals(Date.getDescriptor().getFullName())) {
                    throw notAFeature(field);
                }
                yield FeatureDefinition.Type.DAY;
            }
            case INT, LONG, FLOAT, BOOLEAN, BYTE_STRING -> throw notAFeature(field);
        };
    }

    private static IllegalStateException notAFeature(FieldDescriptor field) {
        return new IllegalStateException(field.getFullName() + " is no feature: make it a double, a string or a google.type.Date");
    }

    private static void require(boolean given, FieldDescriptor field, String option) {
        if (!given) {
            throw new IllegalStateException("The feature " + field.getName() + " has no " + option + ": add it to features.proto, as in '"
                    + field.getName() + " = " + field.getNumber() + " [(feature) = {group: USAGE unit: \"days\" min: 0"
                    + " description: \"What it is.\" unknown_when: \"...\"}]'. FeatureOptions says what each means");
        }
    }
}
