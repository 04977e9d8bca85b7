package dev.bellwether.ingestion.backfill;

import dev.bellwether.chassis.errors.Refusal;

/// Facts that were acknowledged and are not on `inbound` yet, since their account is still being found.
public interface FactsUnderWay {

    /// Returns when all that were acknowledged before the call, under a backfill that takes no more, are on `inbound`. Those of persons who
    /// are still strangers are not waited for.
    ///
    /// @throws Refusal.Overloaded when that takes too long to wait for
    void awaitArrival(String tenant, String backfill);
}
