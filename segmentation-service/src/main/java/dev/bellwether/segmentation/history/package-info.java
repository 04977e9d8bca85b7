/// The stored and published forms of membership events, decisions and stream snapshots.
/// Not here: the events' meaning (package `membership`), the event store (chassis, `EventStore`).
/// Begin with `MembershipCodec`; `EventCodec` has the events.
package dev.bellwether.segmentation.history;
