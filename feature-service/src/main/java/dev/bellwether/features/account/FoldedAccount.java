package dev.bellwether.features.account;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.features.calculation.FeatureCalculation;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.Days;
import dev.bellwether.ingestion.v1.Event;

/// One account as its partition's log has made it so far: its facts, and how far it has been closed.
public final class FoldedAccount {

    private static final int MOST_CLOSINGS = 1_200;

    private static final long NOT_TOUCHED = -1;

    private final AccountKey key;
    private AccountState state;
    private AccountRow row;
    private boolean rowChanged;
    private long touchedAt = NOT_TOUCHED;
    private VisibleReferences knowledgeWhenTouched = VisibleReferences.NOTHING;

    /// As it was stored.
    public FoldedAccount(AccountKey key, AccountRow row, AccountState state) {
        this.key = key;
        this.row = row;
        this.state = state;
    }

    public static FoldedAccount unknown(AccountKey key) {
        return new FoldedAccount(key, AccountRow.NEW, new AccountState());
    }

    /// Nothing is known of it any more, and nothing will be.
    public static FoldedAccount erased(AccountKey key) {
        return new FoldedAccount(key, AccountRow.ERASED, new AccountState());
    }

    public AccountKey key() {
        return key;
    }

    public AccountState state() {
        return state;
    }

    public AccountRow row() {
        return row;
    }

    /// Whether the row has changed since [#stored].
    public boolean rowChanged() {
        return rowChanged;
    }

    public void stored() {
        rowChanged = false;
        for (int i = 0; i < state.size(); i++) {
            state.chunk(i).stored();
        }
    }

    /// The day that a live snapshot is as of: today, as far as the account's own entries tell.
    public int liveDay() {
        int dayAfterClosing = row.lastClosedDay() == Days.NONE ? Days.NONE : row.lastClosedDay() + 1;
        return Math.max(row.latestReceivedDay(), dayAfterClosing);
    }

    /// Whether something is known of it by the end of the day, so that it has features and counts.
    public boolean isKnownOn(int day) {
        return !row.erased() && row.firstFactDay() != Days.NONE && row.firstFactDay() <= day;
    }

    /// Whether it lives in the present: it is closed, and counts as a peer.
    public boolean isEvaluatedOn(int day) {
        return isKnownOn(day) && row.backfill().isEmpty();
    }

    /// Whether the end of its backfill has days of it to close: it is known by then, and has never been closed.
    public boolean hasHistory(int through) {
        return row.lastClosedDay() == Days.NONE && isKnownOn(through);
    }

    /// The first day that the end of its backfill closes, of those through this one. State from long before counts on the days
    /// after it without a closing of each: facts of use are taken for 1,200 days, and what they say begins no earlier.
    public int firstClosing(int through) {
        return firstClosing(row.firstFactDay(), through);
    }

    public static int firstClosing(int firstFactDay, int through) {
        return Math.max(firstFactDay, through - MOST_CLOSINGS + 1);
    }

    /// Works the account out at the end of a day on which it [is known][#isKnownOn].
    ///
    /// @throws AccountProcessingException when what is stored of it cannot be made sense of
    public FeatureCalculation calculate(FeatureCalculation calculation, int day) {
        try {
            return calculation.at(state, day);
        } catch (RuntimeException failure) {
            throw new AccountProcessingException(
                    key, "its features as of " + Days.text(day) + " cannot be computed: " + failure.getMessage(), failure);
        }
    }

    public void add(Event event, int receivedDay) {
        state.add(event);
        change(row.withFacts(state.firstFactDay(), Math.max(row.latestReceivedDay(), receivedDay)));
    }

    public void enter(String backfill) {
        change(row.withBackfill(backfill));
    }

    /// Nothing may remain, nor may what remains depend on what had been there.
    public void erase() {
        state = new AccountState();
        change(AccountRow.ERASED);
        settled();
    }

    public void leaveBackfill() {
        change(row.withBackfill(""));
    }

    public void closed(int day) {
        change(row.withLastClosedDay(day));
        settled();
    }

    /// A fact has arrived at this offset and is in no snapshot yet.
    public void touched(long offset, VisibleReferences knowledge) {
        touchedAt = offset;
        knowledgeWhenTouched = knowledge;
    }

    public boolean isTouched() {
        return touchedAt != NOT_TOUCHED;
    }

    public long touchedAt() {
        return touchedAt;
    }

    public VisibleReferences knowledgeWhenTouched() {
        return knowledgeWhenTouched;
    }

    public void settled() {
        touchedAt = NOT_TOUCHED;
        knowledgeWhenTouched = VisibleReferences.NOTHING;
    }

    private void change(AccountRow changed) {
        if (!changed.equals(row)) {
            row = changed;
            rowChanged = true;
        }
    }
}
