package dev.bellwether.playbooks.trigger;

import dev.bellwether.features.v1.Features;
import java.time.Instant;

/// The membership event of an account that was acted on last.
///
/// @param segment  empty once the membership has ended
/// @param settled  whether a closing told so, or a fact between two
/// @param features what the account was judged on
public record ActedMembership(long version, String segment, boolean settled, Instant decidedAt, Features features) {}
