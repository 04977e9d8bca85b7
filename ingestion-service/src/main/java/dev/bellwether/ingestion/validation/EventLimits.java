package dev.bellwether.ingestion.validation;

import com.google.protobuf.Descriptors.Descriptor;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.Session;
import dev.bellwether.proto.constraint.FieldConstraints;
import dev.bellwether.proto.constraint.MessageConstraints;

/// What the contract's options say an event may hold, as constants for the code that must be faster than reading them. Texts are measured
/// in characters (code points).
public final class EventLimits {

    public static final AsciiForm TENANT = AsciiForm.of(event(Event.TENANT_FIELD_NUMBER));
    public static final AsciiForm ACCOUNT = AsciiForm.of(event(Event.ACCOUNT_FIELD_NUMBER));
    public static final int USER = event(Event.USER_FIELD_NUMBER).maxLength();
    public static final int EVENT_ID = event(Event.EVENT_ID_FIELD_NUMBER).maxLength();
    public static final int SOURCE = event(Event.SOURCE_FIELD_NUMBER).maxLength();

    public static final int FEATURE = of(FeatureUsed.getDescriptor(), FeatureUsed.FEATURE_FIELD_NUMBER).maxLength();
    public static final int FEATURE_PRODUCT = of(FeatureUsed.getDescriptor(), FeatureUsed.PRODUCT_FIELD_NUMBER).maxLength();
    public static final long FEATURE_COUNT = of(FeatureUsed.getDescriptor(), FeatureUsed.COUNT_FIELD_NUMBER).most();
    public static final long FEATURE_SECONDS = of(FeatureUsed.getDescriptor(), FeatureUsed.DURATION_FIELD_NUMBER).most();
    public static final int SESSION_PRODUCT = of(Session.getDescriptor(), Session.PRODUCT_FIELD_NUMBER).maxLength();
    public static final long SESSION_SECONDS = of(Session.getDescriptor(), Session.DURATION_FIELD_NUMBER).most();

    public static final int PROFILE_NAME = of(AccountProfile.getDescriptor(), AccountProfile.NAME_FIELD_NUMBER).maxLength();
    public static final int PROFILE_INDUSTRY = of(AccountProfile.getDescriptor(), AccountProfile.INDUSTRY_FIELD_NUMBER).maxLength();

    /// How deep properties and traits may be nested.
    public static final int DEPTH = of(NamedEvent.getDescriptor(), NamedEvent.PROPERTIES_FIELD_NUMBER).maxDepth();

    /// Of an event, serialized.
    public static final int BYTES = MessageConstraints.of(Event.getDescriptor()).maxBytes();
    public static final int EVENTS_OF_A_BATCH = of(RecordEventsRequest.getDescriptor(), RecordEventsRequest.EVENTS_FIELD_NUMBER).maxItems();

    private EventLimits() {}

    static FieldConstraints event(int number) {
        return of(Event.getDescriptor(), number);
    }

    private static FieldConstraints of(Descriptor message, int number) {
        return FieldConstraints.of(message, number);
    }
}
