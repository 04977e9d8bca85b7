package dev.bellwether.playbooks.trigger;

import dev.bellwether.features.v1.Features;
import java.time.Instant;

/// The last membership event of an account that was dealt with: where the account is, as the playbooks know it.
///
/// @param segment  empty once the membership has ended
/// @param settled  whether a closing told so, or a fact between two
/// @param features what the account was judged on
/// @param actedOn  false when another scheme alone has moved the account there, and its publisher does not want plays to act on that
public record ActedMembership(long version, String segment, boolean settled, Instant decidedAt, Features features, boolean actedOn) {}
