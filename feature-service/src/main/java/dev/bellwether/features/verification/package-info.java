/// Rebuilds a partition from the journal and compares it with what is stored; resumes a suspended account.
/// Not here: the fold itself (package `fold`).
/// Begin with `FeatureVerification`; `AccountRebuild` is for one account.
package dev.bellwether.features.verification;
