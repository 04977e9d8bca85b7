package dev.bellwether.playbooks.verification;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.v1.Features;
import dev.bellwether.playbooks.ledger.Advice;
import dev.bellwether.playbooks.ledger.Coverage;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.ledger.LedgerDecider;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.ledger.Proposal;
import dev.bellwether.playbooks.playbook.PlaybookCatalog;
import dev.bellwether.playbooks.recommendation.RecommendationMessages;
import dev.bellwether.playbooks.trigger.ActedMembership;
import dev.bellwether.playbooks.v1.Recommendation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Compares what is stored of one account with what it ought to be. Pure.
///
/// @param folded  the ledger from its events alone
/// @param current the ledger as it is used
/// @param rows    the account's rows in the table of recommendations
/// @param acted   the membership that was dealt with last
record AccountCheck(
        AccountKey account, Ledger folded, Ledger current, List<Recommendation> rows, Optional<ActedMembership> acted) {

    /// @param segment  the segment that segmentation has recomputed for the account; empty for none
    /// @param features the features that it was decided on
    /// @return what differs, each in a sentence
    List<String> differences(String segment, Features features, PlaybookCatalog catalog) {
        var differences = new ArrayList<String>();
        if (!folded.equals(current)) {
            differences.add(account + ": the snapshot at version " + current.version() + " is not the fold of the events");
        }
        compareRows(differences);
        String actedOn = acted.map(ActedMembership::segment).orElse("");
        if (!actedOn.equals(segment)) {
            differences.add(account + ": acted on " + named(actedOn) + ", but is in " + named(segment));
        }
        if (acted.isPresent() && !acted.get().actedOn() && actedOn.equals(segment)) {
            // What is open was recommended where the account was before, and plays do not act on what has moved it.
            return differences;
        }
        LedgerCommand again = command(segment, actedOn, features, catalog);
        for (LedgerEvent event : new LedgerDecider().decide(again, folded)) {
            if (!wasTaken(event, again.at())) {
                differences.add(account + ": still to be done: " + event);
            }
        }
        acted.filter(it -> !it.segment().isEmpty()).ifPresent(it -> compareProposals(it, catalog, differences));
        return differences;
    }

    /// Whether another playbook had a task of that kind for the account when it was decided, which has changed since.
    private boolean wasTaken(LedgerEvent event, Instant at) {
        return switch (event) {
            case LedgerEvent.Recommended(Advice advice, _, _) -> hasChangedSince(advice, at);
            case LedgerEvent.Deferred(Advice advice, _, _, _) -> hasChangedSince(advice, at);
            default -> false;
        };
    }

    private boolean hasChangedSince(Advice proposed, Instant at) {
        return folded.latest().values().stream()
                .filter(each -> each.kind() == proposed.proposal().kind())
                .filter(each -> !each.playbook().equals(proposed.proposal().playbook()))
                .anyMatch(each -> each.changedAt().isAfter(at));
    }

    /// What was recommended at the membership that was acted on last must be what the playbooks propose on its features, word
    /// for word. An older recommendation was made on features that are not kept, and one of an older version of its playbook by
    /// other rules.
    private void compareProposals(ActedMembership membership, PlaybookCatalog catalog, List<String> differences) {
        Map<String, Optional<Proposal>> proposed = catalog.coverages(membership.segment(), membership.features()).stream()
                .collect(Collectors.toMap(Coverage::playbook, Coverage::proposal));
        for (var each : folded.pending()) {
            Proposal made = each.advice().proposal();
            boolean sameRules = catalog.find(made.playbook())
                    .filter(version -> version.number() == made.playbookVersion())
                    .isPresent();
            if (sameRules
                    && each.membershipVersion() == membership.version()
                    && isSame(each.advice().createdAt(), membership.decidedAt())
                    && !proposed.getOrDefault(made.playbook(), Optional.empty()).equals(Optional.of(made))) {
                differences.add(account + ": " + made.playbook() + " was recommended, and would not be so: " + made);
            }
        }
    }

    /// The table of memberships keeps microseconds.
    private static boolean isSame(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(Duration.of(1, ChronoUnit.MICROS)) < 0;
    }

    /// As of when the membership was acted on, so that a cooldown that has ended since does not ask for more; and on what it was acted
    /// on, since facts that came later do not change decisions taken.
    private LedgerCommand command(String segment, String actedOn, Features features, PlaybookCatalog catalog) {
        Instant at = acted.map(ActedMembership::decidedAt).orElse(Instant.EPOCH);
        if (segment.isEmpty()) {
            return new LedgerCommand.MembershipEnded(at);
        }
        boolean same = actedOn.equals(segment);
        Features judgedOn = same ? acted.orElseThrow().features() : features;
        long version = acted.map(ActedMembership::version).orElse(0L);
        return new LedgerCommand.MembershipReported(segment, version, catalog.coverages(segment, judgedOn),
                !same || acted.orElseThrow().settled(), at);
    }

    private void compareRows(List<String> differences) {
        for (var each : folded.latest().values()) {
            Recommendation expected = RecommendationMessages.write(account, each);
            if (!rows.contains(expected)) {
                differences.add(account + ": the table does not have " + line(expected));
            }
        }
        for (Recommendation row : rows) {
            boolean pending = RecommendationMessages.read(row).isPending();
            if (pending && folded.find(RecommendationMessages.id(row)).isEmpty()) {
                differences.add(account + ": the ledger does not have " + line(row));
            }
        }
    }

    private static String line(Recommendation each) {
        return each.getPlaybook() + " " + each.getStatus() + " revision " + each.getRevision();
    }

    private static String named(String segment) {
        return segment.isEmpty() ? "no segment" : segment;
    }
}
