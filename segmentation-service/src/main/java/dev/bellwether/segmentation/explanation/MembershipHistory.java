package dev.bellwether.segmentation.explanation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.EventStore;
import dev.bellwether.chassis.store.StreamId;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.segmentation.history.EventCodec;
import dev.bellwether.segmentation.history.MembershipCodec;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.Membership.Ended;
import dev.bellwether.segmentation.membership.Membership.Placed;
import dev.bellwether.segmentation.membership.Membership.Unplaced;
import dev.bellwether.segmentation.membership.MembershipDecider;
import dev.bellwether.segmentation.v1.Decision;
import dev.bellwether.segmentation.v1.MembershipEvent;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an account has lived through, told from its events.
public final class MembershipHistory {

    private static final MembershipDecider DECIDER = new MembershipDecider();
    private static final int PAGE = 1_000;
    private static final String TRANSITIONS = """
            SELECT payload FROM event WHERE stream_id = $1 AND version < $2
            AND type IN ('segment-changed.v1', 'membership-ended.v1') ORDER BY version DESC LIMIT $3""";

    private final Database database;
    private final EventStore events;

    public MembershipHistory(Database database, EventStore events) {
        this.database = database;
        this.events = events;
    }

    /// Every event of the account, oldest first.
    public List<MembershipEvent> of(AccountKey account) {
        return database.withConnection(sql -> {
            List<MembershipEvent> history = new ArrayList<>();
            List<MembershipEvent> page;
            do {
                page = page(sql, account, history.size(), PAGE);
                history.addAll(page);
            } while (page.size() == PAGE);
            return history;
        });
    }

    /// The events behind a version, oldest first.
    public List<MembershipEvent> after(AccountKey account, long version, int limit) {
        return database.withConnection(sql -> page(sql, account, version, limit));
    }

    private List<MembershipEvent> page(Sql sql, AccountKey account, long version, int limit) {
        return events.read(sql, stream(account), version, limit).stream().map(it -> EventCodec.message(it.payload()))
                .toList();
    }

    /// Its moves and its end, newest first.
    ///
    /// @param before the version of the last one of the page before; the largest number for the first page
    public List<MembershipEvent> transitions(AccountKey account, long before, int limit) {
        return database.withConnection(sql -> {
            List<MembershipEvent> page = new ArrayList<>();
            sql.execute(TRANSITIONS, Tuple.of(stream(account).toString(), before, limit))
                    .forEach(row -> page.add(EventCodec.message(row.getBuffer(0).getBytes())));
            return page;
        });
    }

    /// Where the account was at the end of a day, by what had been decided for that day and the days before: as it was
    /// known then, whatever has become known since. Absent when it was nowhere.
    public Optional<MembershipView> asOf(AccountKey account, LocalDate day) {
        return asOf(account, of(account), day);
    }

    static Optional<MembershipView> asOf(AccountKey account, List<MembershipEvent> history, LocalDate day) {
        Membership membership = Membership.unplaced();
        Decision entry = Decision.getDefaultInstance();
        long version = 0;
        // An event of a later day can stand before one of an earlier: a fact in the first minutes of a day comes before
        // the closing of the day before.
        for (MembershipEvent event : history) {
            if (!day(event).isAfter(day)) {
                membership = DECIDER.evolve(membership, EventCodec.decode(event));
                entry = event.hasSegmentChanged() ? event.getSegmentChanged().getDecision() : entry;
                version = event.getVersion();
            }
        }
        return switch (membership) {
            case Placed placed -> Optional.of(
                    new MembershipView(account, placed.in(), placed.since(), placed.standing(), entry, version, Optional.empty()));
            case Unplaced _,Ended _ -> Optional.empty();
        };
    }

    private static StreamId stream(AccountKey account) {
        return new StreamId(MembershipCodec.KIND, account);
    }

    private static LocalDate day(MembershipEvent event) {
        return switch (event.getEventCase()) {
            case SEGMENT_CHANGED -> Dates.day(event.getSegmentChanged().getDecision().getAsOf());
            case STANDING_SETTLED -> Dates.day(event.getStandingSettled().getDecision().getAsOf());
            case STANDING_DECLARED -> Dates.day(event.getStandingDeclared().getDecision().getAsOf());
            case MEMBERSHIP_ENDED, EVENT_NOT_SET ->
                Dates.instant(event.getDecidedAt()).atZone(ZoneOffset.UTC).toLocalDate();
        };
    }
}
