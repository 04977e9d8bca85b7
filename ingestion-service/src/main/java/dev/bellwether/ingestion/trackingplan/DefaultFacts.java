package dev.bellwether.ingestion.trackingplan;

import com.google.protobuf.Struct;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.UserIdentified;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import dev.bellwether.mapping.PropertyValues;

/// What an event is that no rule takes: itself, under its own name; who a person is; what an account is.
final class DefaultFacts {

    private DefaultFacts() {}

    static void apply(ForeignEvent foreign, Event.Builder event) {
        switch (foreign.call()) {
            case "identify" -> event.setUserIdentified(UserIdentified.newBuilder().setTraits(struct("user_identified.traits", foreign)));
            case "group" -> event.setAccountProfile(GroupProfile.of(foreign.properties(), event.getOccurredAt()));
            default -> event.setNamedEvent(
                    NamedEvent.newBuilder().setName(foreign.name()).setProperties(struct("named_event.properties", foreign)));
        }
    }

    private static Struct struct(String field, ForeignEvent foreign) {
        try {
            return PropertyValues.of(foreign.properties());
        } catch (IllegalArgumentException deep) {
            throw new Rejection(field, Reason.OUT_OF_RANGE, deep.getMessage());
        }
    }
}
