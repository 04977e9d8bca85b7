package dev.bellwether.features.account;

import dev.bellwether.features.state.Days;

/// What is kept of an account beside its chunks. Days are [Days#NONE] when there is none.
///
/// @param firstFactDay      of its earliest fact
/// @param lastClosedDay     of its last closing
/// @param latestReceivedDay the latest day on which an entry of it was received
/// @param backfill          the unfinished backfill that it has facts of; empty for none
public record AccountRow(int firstFactDay, int lastClosedDay, int latestReceivedDay, String backfill, boolean erased) {

    public static final AccountRow NEW = new AccountRow(Days.NONE, Days.NONE, Days.NONE, "", false);
    static final AccountRow ERASED = new AccountRow(Days.NONE, Days.NONE, Days.NONE, "", true);

    AccountRow withFacts(int firstFactDay, int latestReceivedDay) {
        return firstFactDay == this.firstFactDay && latestReceivedDay == this.latestReceivedDay
                ? this
                : new AccountRow(firstFactDay, lastClosedDay, latestReceivedDay, backfill, erased);
    }

    AccountRow withLastClosedDay(int day) {
        return new AccountRow(firstFactDay, day, latestReceivedDay, backfill, erased);
    }

    AccountRow withBackfill(String backfill) {
        return backfill.equals(this.backfill)
                ? this
                : new AccountRow(firstFactDay, lastClosedDay, latestReceivedDay, backfill, erased);
    }
}
