package dev.bellwether.ingestion.cloudevents;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.http.AccountId;
import dev.bellwether.ingestion.http.IngestRequest;
import dev.bellwether.ingestion.http.JsonValue;
import dev.bellwether.ingestion.http.Members;
import dev.bellwether.ingestion.http.MessageIdentity;
import dev.bellwether.ingestion.trackingplan.ForeignEvent;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.validation.EventLimits;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import dev.bellwether.mapping.time.IsoTime;
import dev.bellwether.mapping.time.ReadTime;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a CloudEvent means here.
final class CloudEventMessage {

    private CloudEventMessage() {}

    /// @param members its attributes and its data, as in the JSON format
    /// @throws Rejection with the first thing that is wrong
    static CapturedMessage of(IngestRequest sending, Map<String, Object> members, long content) {
        if (!required(members, "specversion").equals("1.0")) {
            throw new Rejection("specversion", Reason.UNKNOWN_VALUE, "must be 1.0");
        }
        String id = required(members, "id");
        String source = required(members, "source");
        String type = required(members, "type");
        String tenant = sending.source().tenant();
        Event.Builder event = Event.newBuilder()
                .setTenant(tenant)
                .setSource(MessageIdentity.within(source, EventLimits.SOURCE))
                .setEventId(MessageIdentity.within(id, EventLimits.EVENT_ID))
                .setOccurredAt(Dates.timestamp(time(members).orElse(sending.receivedAt())));
        sequence(members.get("sequence")).ifPresent(event::setSequence);
        Optional<String> user = AccountId.user("userid", members.get("userid"));
        Optional<String> account = AccountId.account("account", members.get("account"))
                .or(() -> user.isPresent() ? Optional.empty() : AccountId.account("subject", members.get("subject")));
        if (user.isEmpty() && account.isEmpty()) {
            throw new Rejection("account", Reason.REQUIRED,
                    "must say which account it is about, or the extension userid must say which user, or subject which account");
        }
        sending.plan().apply(new ForeignEvent("cloudevent", type, properties(members), members), event);
        return CapturedMessage.newBuilder()
                .setReceivedAt(Dates.timestamp(sending.receivedAt()))
                .setBackfill(sending.backfill())
                .setTenant(tenant)
                .setIdentity(MessageIdentity.of(tenant, CloudEventsDoor.NAME, source, id))
                .setContentHash(content)
                .setUser(user.orElse(""))
                .setAccount(account.orElse(""))
                .setEvent(event)
                .build();
    }

    private static String required(Map<String, Object> members, String attribute) {
        return Members.text(attribute, members.get(attribute))
                .orElseThrow(() -> new Rejection(attribute, Reason.REQUIRED, "is required of every CloudEvent"));
    }

    /// The extension [sequence](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/sequence.md), where it is a whole
    /// number. One that orders by letters says nothing that another door could say too, and is not read.
    private static OptionalLong sequence(Object sequence) {
        if (sequence instanceof Long number) {
            return OptionalLong.of(number);
        }
        if (!(sequence instanceof String text) || !text.strip().matches("-?[0-9]+")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException _) {
            throw new Rejection("sequence", Reason.OUT_OF_RANGE, "must be from 0 to " + Long.MAX_VALUE);
        }
    }

    /// RFC 3339, or what else is certainly a moment.
    private static Optional<Instant> time(Map<String, Object> members) {
        try {
            Optional<Instant> time = Members.text("time", members.get("time")).map(CloudEventMessage::moment);
            time.filter(
                    at -> at.isBefore(Instant.EPOCH.minusSeconds(62_135_596_800L)) || at.isAfter(Instant.parse("9999-12-31T23:59:59.999Z")))
                    .ifPresent(_ -> {
                        throw new Rejection("time", Reason.OUT_OF_RANGE, "must be of the years 1 to 9999");
                    });
            return time;
        } catch (IllegalArgumentException unreadable) {
            throw new Rejection("time", Reason.MALFORMED, "must be a time as RFC 3339 has it, as in 2026-03-10T12:00:00Z");
        }
    }

    private static Instant moment(String text) {
        ReadTime time = IsoTime.parse(text);
        if (time.kind() != ReadTime.Kind.ZONED) {
            throw new Rejection("time", Reason.MALFORMED, "must say its zone, as in 2026-03-10T12:00:00Z or 2026-03-10T13:00:00+01:00");
        }
        return time.at();
    }

    /// Data that is no object is the one property `data`.
    private static Map<String, Object> properties(Map<String, Object> members) {
        Object data = data(members);
        if (data == null) {
            return Map.of();
        }
        // As PHP writes an empty object.
        if (data instanceof Map<?, ?> || data instanceof List<?> list && list.isEmpty()) {
            return JsonValue.object("data", data);
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("data", data);
        return properties;
    }

    private static Object data(Map<String, Object> members) {
        Optional<String> base64 = Members.text("data_base64", members.get("data_base64"));
        if (base64.isEmpty()) {
            return members.get("data");
        }
        if (members.get("data") != null) {
            throw new Rejection("data_base64", Reason.MALFORMED, "and data must not both be there");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.get());
            Object data = Data
                    .value(Data.ofBody(Members.text("datacontenttype", members.get("datacontenttype")).or(() -> Optional.of("")), bytes));
            JsonValue.requireFinite(Collections.singletonMap("data", data));
            return data;
        } catch (IllegalArgumentException notBase64) {
            throw new Rejection("data_base64", Reason.MALFORMED, "must be base64");
        } catch (dev.bellwether.ingestion.http.InvalidCallException notJson) {
            throw new Rejection("data_base64", Reason.MALFORMED, "is not the JSON that datacontenttype says: " + notJson.getMessage());
        }
    }
}
