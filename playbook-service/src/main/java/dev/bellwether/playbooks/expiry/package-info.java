/// Expires recommendations and ends snoozes when their time has come.
/// Not here: what expiry does to a ledger (package `ledger`, `TimeDecider`).
/// Begin with `ExpirySweeper`.
package dev.bellwether.playbooks.expiry;
