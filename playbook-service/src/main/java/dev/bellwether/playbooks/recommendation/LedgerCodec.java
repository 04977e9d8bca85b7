package dev.bellwether.playbooks.recommendation;

import static dev.bellwether.chassis.time.Dates.instant;
import static dev.bellwether.playbooks.recommendation.RecommendationMessages.id;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.store.NewEvent;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.ledger.Recommendation;
import dev.bellwether.playbooks.v1.LedgerSnapshot;
import dev.bellwether.playbooks.v1.RecommendationChanged;
import java.util.TreeMap;

/// How a ledger is stored. An event's payload is what is published: the whole recommendation as it is after the change.
public final class LedgerCodec {
    /// Of the snapshot. Raise it when its form or the fold changes: older snapshots are then folded anew from the events.
    public static final int SNAPSHOT_SCHEMA = 1;

    private LedgerCodec() {}

    static NewEvent write(AccountKey account, LedgerEvent event, Recommendation after) {
        var payload = RecommendationChanged.newBuilder()
                .setRecommendation(RecommendationMessages.write(account, after))
                .build();
        return new NewEvent(LedgerEventType.of(event).stored(), payload.toByteArray());
    }

    static LedgerEvent read(String type, byte[] payload) {
        var after = parse(payload).getRecommendation();
        var id = id(after);
        var at = instant(after.getUpdateTime());
        String by = after.getAnsweredBy();
        return switch (LedgerEventType.named(type)) {
            case RECOMMENDED ->
                new LedgerEvent.Recommended(
                        RecommendationMessages.readAdvice(after), after.getSegment(), after.getMembershipVersion());
            case DEFERRED ->
                new LedgerEvent.Deferred(
                        RecommendationMessages.readAdvice(after), after.getSegment(), after.getMembershipVersion(),
                        RecommendationMessages.readSnoozedUntil(after));
            case MOVED -> new LedgerEvent.Moved(id, after.getSegment(), after.getMembershipVersion(), at);
            case ACCEPTED -> new LedgerEvent.Accepted(id, by, at);
            case SNOOZED -> new LedgerEvent.Snoozed(id, by, instant(after.getSnoozedUntil()), at);
            case UNSNOOZED -> new LedgerEvent.Unsnoozed(id, at);
            case DISMISSED -> new LedgerEvent.Dismissed(id, by, after.getDismissReason(), at);
            case COMPLETED -> new LedgerEvent.Completed(id, by, after.getOutcome(), after.getOutcomeNote(), at);
            case EXPIRED -> new LedgerEvent.Expired(id, at);
            case ACHIEVED -> new LedgerEvent.Achieved(id, at);
            case WITHDRAWN -> new LedgerEvent.Withdrawn(id, instant(after.getCooldownEndTime()), at);
        };
    }

    private static RecommendationChanged parse(byte[] payload) {
        try {
            return RecommendationChanged.parseFrom(payload);
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("A stored ledger event cannot be read", broken);
        }
    }

    static byte[] writeSnapshot(Ledger ledger) {
        var snapshot = LedgerSnapshot.newBuilder();
        ledger.latest().values().forEach(each -> snapshot.addLatest(RecommendationMessages.write(ledger.account(), each)));
        return snapshot.build().toByteArray();
    }

    static Ledger readSnapshot(AccountKey account, long version, byte[] bytes) {
        try {
            var latest = new TreeMap<String, Recommendation>();
            for (var message : LedgerSnapshot.parseFrom(bytes).getLatestList()) {
                latest.put(message.getPlaybook(), RecommendationMessages.read(message));
            }
            return new Ledger(account, version, latest);
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("The snapshot of the ledger of " + account + " cannot be read", broken);
        }
    }
}
