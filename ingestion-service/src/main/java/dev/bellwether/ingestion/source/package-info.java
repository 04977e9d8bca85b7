/// Sources that send over HTTP: their write keys, rate limits, quotas and counts.
/// Not here: tokens and the admin key (`chassis.access`).
/// Begin with `Sources`; `Keyring` checks a key, `TokenBucket` limits the rate.
package dev.bellwether.ingestion.source;
