package dev.bellwether.playbooks.api.rest;

import com.google.protobuf.Descriptors.Descriptor;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import dev.bellwether.playbooks.v1.CompleteRecommendationRequest;
import dev.bellwether.playbooks.v1.DismissRecommendationRequest;
import dev.bellwether.playbooks.v1.ListPlaybooksRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.SnoozeRecommendationRequest;
import dev.bellwether.proto.constraint.FieldConstraints;
import dev.bellwether.proto.constraint.MessageConstraints;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Describes bodies and parameters with the limits of the requests that they become: required, longest, most. Once, when the service is built.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class LimitsSchema implements OASFilter {

    private static final Map<String, Descriptor> BODIES = Map.of(
            "Accept", AcceptRecommendationRequest.getDescriptor(),
            "Snooze", SnoozeRecommendationRequest.getDescriptor(),
            "Dismiss", DismissRecommendationRequest.getDescriptor(),
            "Complete", CompleteRecommendationRequest.getDescriptor());
    private static final Map<String, Descriptor> LISTS = Map.of(
            "listRecommendations", ListRecommendationsRequest.getDescriptor(),
            "listPlaybooks", ListPlaybooksRequest.getDescriptor());

    @Override
    public void filterOpenAPI(OpenAPI document) {
        BODIES.forEach((name, request) -> {
            Schema body = document.getComponents().getSchemas().get(name);
            fields(request).forEach(field -> limit(body, field.field().getJsonName(), field));
        });
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .filter(operation -> LISTS.containsKey(operation.getOperationId()))
                .forEach(operation -> operation.getParameters().forEach(parameter -> fields(LISTS.get(operation.getOperationId())).stream()
                        .filter(field -> field.field().getJsonName().equals(parameter.getName()))
                        .forEach(field -> limit(parameter, field))));
    }

    private static List<FieldConstraints> fields(Descriptor request) {
        return MessageConstraints.of(request).fields();
    }

    private static void limit(Schema body, String property, FieldConstraints field) {
        if (field.required() && !(body.getRequired() != null && body.getRequired().contains(property))) {
            body.addRequired(property);
        }
        limitValue(body.getProperties().get(property), field);
    }

    private static void limit(Parameter parameter, FieldConstraints field) {
        limitValue(parameter.getSchema(), field);
        if (field.hasPageSize()) {
            parameter.setDescription(String.format(Locale.ROOT, "At most %,d, also when more are asked for.", field.pageSize().getMost()));
        }
    }

    private static void limitValue(Schema value, FieldConstraints field) {
        if (field.hasMaxLength()) {
            value.setMaxLength(field.maxLength());
        }
        if (field.hasPageSize()) {
            value.setType(List.of(Schema.SchemaType.INTEGER));
            value.setMinimum(BigDecimal.ZERO);
            value.setDefaultValue(field.pageSize().getStandard());
        }
    }
}
