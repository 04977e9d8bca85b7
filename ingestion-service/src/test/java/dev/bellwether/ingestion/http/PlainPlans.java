package dev.bellwether.ingestion.http;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.bellwether.ingestion.trackingplan.TrackingPlan;
import dev.bellwether.ingestion.trackingplan.TrackingPlans;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.UserIdentified;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/// What holds where a tenant has published no plan, in short, until there are plans.
@ApplicationScoped
@DefaultBean
class PlainPlans implements TrackingPlans {

    @Override
    public TrackingPlan inForce(String tenant) {
        return (foreign, event) -> {
            switch (foreign.call()) {
                case "identify" -> event.setUserIdentified(UserIdentified.newBuilder().setTraits(struct(foreign.properties())));
                case "group" -> event.setAccountProfile(AccountProfile.newBuilder().setName(String.valueOf(foreign.properties().get("name"))));
                default -> event.setNamedEvent(NamedEvent.newBuilder().setName(foreign.name()).setProperties(struct(foreign.properties())));
            }
        };
    }

    private static Struct struct(Map<?, ?> map) {
        Struct.Builder struct = Struct.newBuilder();
        map.forEach((key, value) -> struct.putFields((String) key, value(value)));
        return struct.build();
    }

    private static Value value(Object value) {
        Value.Builder built = Value.newBuilder();
        return switch (value) {
            case null -> built.setNullValue(NullValue.NULL_VALUE).build();
            case Map<?, ?> map -> built.setStructValue(struct(map)).build();
            case List<?> list -> built.setListValue(ListValue.newBuilder().addAllValues(list.stream().map(PlainPlans::value).toList())).build();
            case String text -> built.setStringValue(text).build();
            case Number number -> built.setNumberValue(number.doubleValue()).build();
            case Boolean bool -> built.setBoolValue(bool).build();
            default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
        };
    }
}
