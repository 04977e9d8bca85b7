package dev.bellwether.ingestion.api;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.trackingplan.PlanTrial;
import dev.bellwether.ingestion.trackingplan.PlanVersion;
import dev.bellwether.ingestion.v1.ListTrackingPlanVersionsRequest;
import dev.bellwether.ingestion.v1.TestTrackingPlanResponse;
import dev.bellwether.ingestion.v1.TrackingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

final class TrackingPlanMessages {

    private static final ResourcePattern IN_FORCE = ResourcePattern.of("tenants/{tenant}/trackingPlan");
    private static final ResourcePattern VERSION = ResourcePattern.of("tenants/{tenant}/trackingPlan/versions/{version}");
    /// Beyond, a double does not hold every whole number.
    private static final double MOST_EXACT = 1L << 53;

    private TrackingPlanMessages() {}

    /// @param version empty for the one in force
    record Name(String tenant, OptionalInt version) {}

    static Name name(String name) {
        if (!name.contains("/versions/")) {
            return new Name(ResourceNames.requireTenant("name", IN_FORCE.parse("name", name).getFirst()), OptionalInt.empty());
        }
        List<String> parts = VERSION.parse("name", name);
        return new Name(ResourceNames.requireTenant("name", parts.getFirst()), OptionalInt.of(number("name", parts.getLast())));
    }

    static int before(ListTrackingPlanVersionsRequest request) {
        List<String> position = PageToken.position(request, 1);
        return position.isEmpty() ? Integer.MAX_VALUE : number("page_token", position.getFirst());
    }

    static TrackingPlan message(PlanVersion version) {
        TrackingPlan.Builder plan = TrackingPlan.newBuilder()
                .setName(version.name())
                .setVersion(version.number())
                .setDefinition(version.definition());
        version.publishedAt().ifPresent(at -> plan.setCreateTime(Dates.timestamp(at)));
        return plan.build();
    }

    static TestTrackingPlanResponse message(PlanTrial.Outcome outcome) {
        TestTrackingPlanResponse.Builder answer = TestTrackingPlanResponse.newBuilder().setRule(outcome.rule());
        outcome.rejection().ifPresentOrElse(rejected -> answer.setRejected(rejected.at(0, "")), () -> answer.setEvent(outcome.event()));
        return answer.build();
    }

    /// As the doors read JSON, which tell whole numbers from others.
    static Map<String, Object> values(Struct struct) {
        Map<String, Object> values = new HashMap<>();
        struct.getFieldsMap().forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static Object value(Value value) {
        return switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> null;
            case BOOL_VALUE -> value.getBoolValue();
            case STRING_VALUE -> value.getStringValue();
            case NUMBER_VALUE -> number(value.getNumberValue());
            case STRUCT_VALUE -> values(value.getStructValue());
            case LIST_VALUE -> {
                List<Object> values = new ArrayList<>();
                value.getListValue().getValuesList().forEach(element -> values.add(value(element)));
                yield values;
            }
        };
    }

    private static Object number(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= MOST_EXACT) {
            return (long) number;
        }
        return number;
    }

    private static int number(String field, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new Refusal.InvalidArgument(field, "a version is a whole number, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
