package dev.bellwether.playbooks.recommendation;

import static dev.bellwether.chassis.time.Dates.instant;
import static dev.bellwether.playbooks.recommendation.RecommendationMessages.id;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.DecidedEvent;
import dev.bellwether.chassis.store.AggregateCodec;
import dev.bellwether.chassis.store.NewEvent;
import dev.bellwether.chassis.store.StoredEvent;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.ledger.Recommendation;
import dev.bellwether.playbooks.v1.LedgerSnapshot;
import dev.bellwether.playbooks.v1.RecommendationChanged;
import java.time.Instant;
import java.util.TreeMap;

/// How a ledger is stored. An event's payload is what is published: the whole recommendation as it is after the change.
public final class LedgerCodec implements AggregateCodec<Ledger, LedgerEvent> {
    public static final String KIND = "ledger";
    /// Schema of the snapshot. Raise it when its form or the fold changes: older snapshots are then rebuilt from the events.
    public static final int SNAPSHOT_SCHEMA = 1;

    @Override
    public String kind() {
        return KIND;
    }

    /// An event has its own time in it, which may be before that of the decision.
    @Override
    public NewEvent encode(AccountKey account, long version, DecidedEvent<Ledger, LedgerEvent> decided, Instant decidedAt) {
        LedgerEvent event = decided.event();
        Recommendation after = decided.after().find(event.recommendation()).orElseThrow();
        var payload = RecommendationChanged.newBuilder()
                .setRecommendation(RecommendationMessages.write(account, after))
                .build();
        return new NewEvent(LedgerEventType.of(event).stored(), payload.toByteArray());
    }

    @Override
    public LedgerEvent decode(StoredEvent event) {
        return decode(event.type(), event.payload());
    }

    static LedgerEvent decode(String type, byte[] payload) {
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

    @Override
    public byte[] encodeSnapshot(Ledger ledger) {
        var snapshot = LedgerSnapshot.newBuilder();
        ledger.latest().values().forEach(each -> snapshot.addLatest(RecommendationMessages.write(ledger.account(), each)));
        return snapshot.build().toByteArray();
    }

    @Override
    public Ledger decodeSnapshot(AccountKey account, long version, byte[] bytes) {
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
