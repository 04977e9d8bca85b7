/// The aggregate of an account's recommendations: one at a time, cooldown, deferral, answers, expiry; pure.
/// Not here: storing it (package `recommendation`), when a playbook applies (package `playbook`).
/// Begin with `LedgerDecider`; `ReportDecider` enforces a cooldown.
package dev.bellwether.playbooks.ledger;
