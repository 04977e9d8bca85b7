package dev.bellwether.segmentation.verification;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.segmentation.membership.SegmentId;
import dev.bellwether.segmentation.membership.Standing;
import dev.bellwether.segmentation.verification.MembershipRebuild.RebuiltMembership;
import dev.bellwether.segmentation.verification.StoredMemberships.StoredAccount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/// Holds what has been decided again against what is stored, account by account.
public final class Comparison {

    private static final int MOST_TOLD = 20;

    private final SortedMap<AccountKey, RebuiltMembership> rebuilt;
    private final long throughOffset;
    private final Predicate<AccountKey> erased;
    private final Set<AccountKey> seen = new HashSet<>();
    private final List<String> differences = new ArrayList<>();
    private long differing;

    /// @param throughOffset of the rebuild: an account that has moved on since then is no difference
    /// @param erased        accounts that may be gone from the one and not yet from the other
    Comparison(SortedMap<AccountKey, RebuiltMembership> rebuilt, long throughOffset, Predicate<AccountKey> erased) {
        this.rebuilt = rebuilt;
        this.throughOffset = throughOffset;
        this.erased = erased;
    }

    void take(StoredAccount stored) {
        seen.add(stored.account());
        if (stored.eventsOffset() > throughOffset || erased.test(stored.account())) {
            return;
        }
        RebuiltMembership again = rebuilt.get(stored.account());
        List<String> found = new ArrayList<>();
        if (again == null) {
            found.add("is stored, and does not come up again");
        } else {
            compare("segment", stored.segment().map(SegmentId::toString), again.membership().segment().map(SegmentId::toString), found);
            compare("standing", stored.standing().map(Comparison::text), again.membership().standing().map(Comparison::text), found);
            compare("last snapshot", Optional.of(text(stored)), again.last().map(_ -> text(again)), found);
            if (!stored.features().equals(again.last().map(Snapshot::getFeatures).orElse(Features.getDefaultInstance()))) {
                found.add("the features of the last snapshot differ");
            }
        }
        tell(stored.account(), found);
    }

    /// To be called when all that is stored has been taken.
    void end() {
        rebuilt.keySet().stream().filter(it -> !seen.contains(it) && !erased.test(it))
                .forEach(it -> tell(it, List.of("comes up again, and is not stored")));
    }

    long differing() {
        return differing;
    }

    /// The first of them.
    List<String> differences() {
        return differences;
    }

    private void tell(AccountKey account, List<String> found) {
        if (!found.isEmpty()) {
            differing++;
            if (differences.size() < MOST_TOLD) {
                differences.add(account + ": " + String.join("; ", found));
            }
        }
    }

    private static void compare(String what, Optional<String> stored, Optional<String> again, List<String> found) {
        if (!stored.equals(again)) {
            found.add("%s is %s, decided again %s".formatted(what, stored.orElse("none"), again.orElse("none")));
        }
    }

    private static String text(Standing standing) {
        return standing.segment() + " since " + standing.since();
    }

    private static String text(StoredAccount stored) {
        return "as of " + stored.asOf() + " of kind " + stored.kind();
    }

    private static String text(RebuiltMembership again) {
        return "as of " + again.known().position().asOf() + " of kind " + again.known().position().kind();
    }
}
