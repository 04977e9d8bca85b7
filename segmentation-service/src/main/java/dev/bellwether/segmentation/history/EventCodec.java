package dev.bellwether.segmentation.history;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.store.NewEvent;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.segmentation.membership.MembershipEvent;
import dev.bellwether.segmentation.membership.MembershipEvent.MembershipEnded;
import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingDeclared;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import dev.bellwether.segmentation.membership.SegmentId;
import dev.bellwether.segmentation.membership.Standing;
import java.time.Instant;
import java.util.Optional;

/// Membership events as they are stored and published: one form for both.
public final class EventCodec {

    private EventCodec() {}

    /// @param version the event's place in the account's stream
    public static NewEvent encode(AccountKey account, long version, Instant decidedAt, MembershipEvent event) {
        var message = dev.bellwether.segmentation.v1.MembershipEvent.newBuilder()
                .setTenant(account.tenant())
                .setAccount(account.account())
                .setVersion(version)
                .setDecidedAt(Dates.timestamp(decidedAt));
        String type = switch (event) {
            case SegmentChanged(var from, var to, var decision, var historic) -> {
                message.getSegmentChangedBuilder()
                        .setFromSegment(from.map(SegmentId::toString).orElse(""))
                        .setToSegment(to.toString())
                        .setDecision(DecisionCodec.encode(account.tenant(), decision))
                        .setHistoric(historic);
                yield "segment-changed.v1";
            }
            case StandingSettled(Standing standing, var decision, var historic) -> {
                message.getStandingSettledBuilder()
                        .setSegment(standing.segment().toString())
                        .setSince(Dates.date(standing.since()))
                        .setDecision(DecisionCodec.encode(account.tenant(), decision))
                        .setHistoric(historic);
                yield "standing-settled.v1";
            }
            case StandingDeclared(Standing standing, var decision) -> {
                message.getStandingDeclaredBuilder()
                        .setSegment(standing.segment().toString())
                        .setSince(Dates.date(standing.since()))
                        .setDecision(DecisionCodec.encode(account.tenant(), decision));
                yield "standing-declared.v1";
            }
            case MembershipEnded(var from) -> {
                message.getMembershipEndedBuilder().setFromSegment(from.map(SegmentId::toString).orElse(""));
                yield "membership-ended.v1";
            }
        };
        return new NewEvent(type, message.build().toByteArray());
    }

    public static dev.bellwether.segmentation.v1.MembershipEvent message(byte[] payload) {
        try {
            return dev.bellwether.segmentation.v1.MembershipEvent.parseFrom(payload);
        } catch (InvalidProtocolBufferException unreadable) {
            throw new IllegalStateException("a stored membership event cannot be read", unreadable);
        }
    }

    public static MembershipEvent decode(dev.bellwether.segmentation.v1.MembershipEvent message) {
        return switch (message.getEventCase()) {
            case SEGMENT_CHANGED -> {
                var it = message.getSegmentChanged();
                yield new SegmentChanged(segment(it.getFromSegment()), SegmentId.parse(it.getToSegment()),
                        DecisionCodec.decode(it.getToSegment(), it.getDecision()), it.getHistoric());
            }
            case STANDING_SETTLED -> {
                var it = message.getStandingSettled();
                yield new StandingSettled(new Standing(SegmentId.parse(it.getSegment()), Dates.day(it.getSince())),
                        DecisionCodec.decode(it.getSegment(), it.getDecision()), it.getHistoric());
            }
            case STANDING_DECLARED -> {
                var it = message.getStandingDeclared();
                yield new StandingDeclared(new Standing(SegmentId.parse(it.getSegment()), Dates.day(it.getSince())),
                        DecisionCodec.decode(it.getSegment(), it.getDecision()));
            }
            case MEMBERSHIP_ENDED -> new MembershipEnded(segment(message.getMembershipEnded().getFromSegment()));
            case EVENT_NOT_SET -> throw new IllegalStateException("a stored membership event says nothing");
        };
    }

    private static Optional<SegmentId> segment(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(SegmentId.parse(text));
    }
}
