/// Refolds a partition from the journal and compares it with what is stored; resumes a suspended account.
/// Not here: the fold itself (package `fold`).
/// Begin with `Refold`; `AccountRefold` is for one account.
package dev.bellwether.features.refold;
