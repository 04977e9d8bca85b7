package dev.bellwether.playbooks.playbook;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.features.v1.Features;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.SimpleType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Features as CEL sees them: each field a variable of its name, numbers as double, text and enumerations as string. What is not
/// known is NaN or "". NaN makes every comparison false, so a rule never holds for want of knowledge.
final class FeatureVariables {
    private static final List<FieldDescriptor> FIELDS = Features.getDescriptor().getFields().stream()
            .filter(field -> field.getJavaType() != FieldDescriptor.JavaType.MESSAGE)
            .toList();

    private FeatureVariables() {}

    static List<CelVarDecl> declarations() {
        return FIELDS.stream()
                .map(field -> CelVarDecl.newVarDeclaration(field.getName(), isNumber(field) ? SimpleType.DOUBLE : SimpleType.STRING))
                .toList();
    }

    static Map<String, Object> of(Features features) {
        var variables = HashMap.<String, Object>newHashMap(FIELDS.size());
        for (FieldDescriptor field : FIELDS) {
            variables.put(field.getName(), value(features, field));
        }
        return variables;
    }

    private static Object value(Features features, FieldDescriptor field) {
        if (field.hasPresence() && !features.hasField(field)) {
            return isNumber(field) ? (Object) Double.NaN : "";
        }
        Object value = features.getField(field);
        return value instanceof EnumValueDescriptor constant ? constant.getName() : value;
    }

    private static boolean isNumber(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.DOUBLE;
    }
}
