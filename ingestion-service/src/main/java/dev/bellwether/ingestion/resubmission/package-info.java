/// Sends quarantined events again, unchanged or with a fix, through the door that rejected them.
/// Not here: listing and deleting them (package `quarantine`).
/// Begin with `Resubmission`; `EventRepair` parses a fix.
package dev.bellwether.ingestion.resubmission;
