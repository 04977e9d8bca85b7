package dev.bellwether.ingestion.identity;

import com.google.protobuf.ByteString;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.Aliased;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.Identified;
import dev.bellwether.ingestion.v1.Joined;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.UserIdentified;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/// Messages as the doors capture them.
final class Messages {

    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private Messages() {}

    static CapturedMessage.Builder track(String id) {
        return message(id, NOON);
    }

    static CapturedMessage.Builder byUser(String id, String user) {
        return track(id).setUser(user);
    }

    static CapturedMessage.Builder byStranger(String id, String anonymous) {
        return track(id).setAnonymous(anonymous);
    }

    static CapturedMessage.Builder identify(String id, String anonymous, String user, int minute) {
        CapturedMessage.Builder message = message(id, NOON.plusSeconds(60L * minute))
                .setUser(user)
                .setAnonymous(anonymous)
                .setIdentified(Identified.getDefaultInstance())
                .setOwnAccount(AccountProfile.newBuilder().setName("Ms " + user));
        message.getEventBuilder().setUserIdentified(UserIdentified.getDefaultInstance());
        return message;
    }

    static CapturedMessage.Builder alias(String id, String previous, String user, int minute) {
        CapturedMessage.Builder message = message(id, NOON.plusSeconds(60L * minute))
                .setUser(user)
                .setAliased(Aliased.newBuilder().setPrevious(previous));
        message.getEventBuilder().setUserIdentified(UserIdentified.newBuilder().setPrevious(previous));
        return message;
    }

    static CapturedMessage.Builder group(String id, String user, String account, int minute) {
        CapturedMessage.Builder message = message(id, NOON.plusSeconds(60L * minute))
                .setUser(user)
                .setAccount(account)
                .setJoined(Joined.getDefaultInstance());
        message.getEventBuilder().setAccountProfile(AccountProfile.newBuilder().setName(account));
        return message;
    }

    private static CapturedMessage.Builder message(String id, Instant at) {
        UUID identity = UUID.nameUUIDFromBytes(id.getBytes());
        return CapturedMessage.newBuilder()
                .setTenant("acme")
                .setReceivedAt(Dates.timestamp(NOON.plusSeconds(5)))
                .setIdentity(ByteString.copyFrom(ByteBuffer.allocate(16)
                        .putLong(identity.getMostSignificantBits()).putLong(identity.getLeastSignificantBits()).flip()))
                .setContentHash(id.hashCode())
                .setEvent(Event.newBuilder()
                        .setTenant("acme")
                        .setEventId(id)
                        .setSource("app")
                        .setOccurredAt(Dates.timestamp(at))
                        .setNamedEvent(NamedEvent.newBuilder().setName("clicked")));
    }
}
