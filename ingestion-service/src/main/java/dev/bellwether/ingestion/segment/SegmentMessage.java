package dev.bellwether.ingestion.segment;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.http.AccountId;
import dev.bellwether.ingestion.http.IngestRequest;
import dev.bellwether.ingestion.http.JsonValue;
import dev.bellwether.ingestion.http.Members;
import dev.bellwether.ingestion.http.MessageIdentity;
import dev.bellwether.ingestion.trackingplan.ForeignEvent;
import dev.bellwether.ingestion.v1.Aliased;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.Identified;
import dev.bellwether.ingestion.v1.Joined;
import dev.bellwether.ingestion.v1.UserIdentified;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What a call of Segment's means here.
final class SegmentMessage {

    private static final int MOST_MESSAGE_ID = 100;
    private static final int MOST_ANONYMOUS_ID = 128;

    private SegmentMessage() {}

    /// @throws Rejection with the first thing that is wrong
    static CapturedMessage of(IngestRequest sending, Map<String, Object> call, long content) {
        // One that says no id cannot be known again.
        String messageId = Members.id("messageId", call.get("messageId"), MOST_MESSAGE_ID).orElseGet(() -> UUID.randomUUID().toString());
        String tenant = sending.source().tenant();
        Optional<String> user = AccountId.user("userId", call.get("userId"));
        Optional<String> anonymous = Members.id("anonymousId", call.get("anonymousId"), MOST_ANONYMOUS_ID);
        if (user.isEmpty() && anonymous.isEmpty()) {
            throw new Rejection("userId", Reason.REQUIRED, "must say who it was, or anonymousId must");
        }
        Event.Builder event = Event.newBuilder()
                .setTenant(tenant)
                .setSource(sending.source().id())
                .setEventId(messageId)
                .setOccurredAt(Dates.timestamp(SentTime.of(call, sending.receivedAt())));
        CapturedMessage.Builder message = CapturedMessage.newBuilder()
                .setReceivedAt(Dates.timestamp(sending.receivedAt()))
                .setBackfill(sending.backfill())
                .setTenant(tenant)
                .setIdentity(MessageIdentity.of(tenant, SegmentDoor.NAME, messageId))
                .setContentHash(content)
                .setUser(user.orElse(""))
                .setAnonymous(anonymous.orElse(""));
        account(call).ifPresent(message::setAccount);
        say(sending, call, message, event);
        return message.setEvent(event).build();
    }

    private static Optional<String> account(Map<String, Object> call) {
        Map<String, Object> context = JsonValue.object("context", call.get("context"));
        return AccountId.account("context.groupId", context.get("groupId"))
                .or(() -> AccountId.account("context.group_id", context.get("group_id")))
                .or(() -> AccountId.account("groupId", call.get("groupId")));
    }

    private static void say(IngestRequest sending, Map<String, Object> call, CapturedMessage.Builder message, Event.Builder event) {
        String type = Members.text("type", call.get("type"))
                .orElseThrow(() -> new Rejection("type", Reason.REQUIRED, "must say which call it is, as in track"));
        switch (type) {
            case "track" -> {
                String name = Members.text("event", call.get("event"))
                        .orElseThrow(() -> new Rejection("event", Reason.REQUIRED, "must name what happened"));
                plan(sending, type, name, "properties", call, event);
            }
            case "page" -> plan(sending, type, Members.text("name", call.get("name")).orElse("Page"), "properties", call, event);
            case "screen" -> plan(sending, type, Members.text("name", call.get("name")).orElse("Screen"), "properties", call, event);
            case "identify" -> {
                plan(sending, type, "", "traits", call, event);
                message.setIdentified(Identified.getDefaultInstance());
                message.setOwnAccount(Profiles.ofPerson(JsonValue.object("traits", call.get("traits")), event.getOccurredAt()));
            }
            case "group" -> {
                String group = AccountId.account("groupId", call.get("groupId"))
                        .orElseThrow(() -> new Rejection("groupId", Reason.REQUIRED, "must say which group it is"));
                plan(sending, type, "", "traits", call, event);
                message.setJoined(Joined.getDefaultInstance()).setAccount(group);
            }
            case "alias" -> {
                String previous = AccountId.user("previousId", call.get("previousId"))
                        .orElseThrow(() -> new Rejection("previousId", Reason.REQUIRED, "must say by which id they were known before"));
                if (message.getUser().isEmpty()) {
                    throw new Rejection("userId", Reason.REQUIRED, "must say by which id they are known now");
                }
                message.setAliased(Aliased.newBuilder().setPrevious(previous));
                event.setUserIdentified(UserIdentified.newBuilder().setPrevious(previous));
            }
            default -> throw new Rejection("type", Reason.UNKNOWN_VALUE, "must be identify, track, page, screen, group or alias");
        }
    }

    private static void plan(
            IngestRequest sending, String type, String name, String properties, Map<String, Object> call, Event.Builder event) {
        sending.plan().apply(new ForeignEvent(type, name, JsonValue.object(properties, call.get(properties)), call), event);
    }
}
