package dev.bellwether.features.peers;

import dev.bellwether.ingestion.v1.CompanyType;

/// The references that have been taken.
public interface References {

    /// The latest one that is known and not later than the day; [PeerReference#NONE] when there is none.
    PeerReference inForce(VisibleReferences knowledge, String tenant, CompanyType companyType, int day);

    /// The day of the latest one that is known and not later than the day (both company types have the same);
    /// [dev.bellwether.features.state.Days#NONE] when there is none.
    int latestDay(VisibleReferences knowledge, String tenant, int day);
}
