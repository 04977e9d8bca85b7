package dev.bellwether.simulator;

import dev.bellwether.features.calculation.FeatureCalculation;
import dev.bellwether.features.peers.Contribution;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.peers.PeerSet;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipCommand;
import dev.bellwether.segmentation.membership.MembershipDecider;
import dev.bellwether.segmentation.membership.Observation;
import dev.bellwether.segmentation.membership.Rules;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The services' pure code in one thread, without log, database or network: folds a history and closes its days, as
/// finishing a backfill does; then takes in what happens today.
final class OfflinePlatform {

    private final Rules rules;
    private final int today;
    private final Map<String, AccountState> states = new TreeMap<>();
    private final Map<String, Membership> memberships = new TreeMap<>();
    private final TreeMap<Integer, Map<CompanyType, PeerReference>> references = new TreeMap<>();
    private final MembershipDecider decider = new MembershipDecider();
    private final FeatureCalculation calculation = new FeatureCalculation();

    /// @param today the day after the last one that is closed
    OfflinePlatform(Rules rules, LocalDate today) {
        this.rules = rules;
        this.today = (int) today.toEpochDay();
    }

    void backfill(Stream<Event> history) {
        history.forEach(this::fold);
        int firstDay = states.values().stream().mapToInt(AccountState::firstFactDay).min().orElse(today);
        for (int day = firstDay; day < today; day++) {
            if (day == firstDay || LocalDate.ofEpochDay(day).getDayOfMonth() == 1) {
                references.put(day, reference(day));
            }
        }
        states.forEach((account, state) -> memberships.put(account, closed(state)));
    }

    void live(List<Event> events) {
        Set<String> touched = new HashSet<>();
        events.forEach(event -> {
            fold(event);
            touched.add(event.getAccount());
        });
        touched.forEach(account -> memberships.computeIfPresent(account, (_, membership) -> observe(membership,
                new Observation.Live(LocalDate.ofEpochDay(today), features(states.get(account), today)))));
    }

    Set<String> accounts() {
        return memberships.keySet();
    }

    String segment(String account) {
        return memberships.get(account).segment().orElseThrow().toString();
    }

    /// As of the last closed day.
    Features features(String account) {
        return features(states.get(account), today - 1);
    }

    private void fold(Event event) {
        states.computeIfAbsent(event.getAccount(), _ -> new AccountState()).add(event);
    }

    private Membership closed(AccountState state) {
        Membership membership = Membership.unplaced();
        for (int day = state.firstFactDay(); day < today; day++) {
            membership = observe(membership, new Observation.BackfillClosing(LocalDate.ofEpochDay(day), features(state, day)));
        }
        return membership;
    }

    private Membership observe(Membership membership, Observation observation) {
        return decider.evolve(membership, decider.decide(new MembershipCommand(observation, rules), membership));
    }

    private Features features(AccountState state, int day) {
        calculation.at(state, day);
        return calculation.features(references.floorEntry(day).getValue().get(counted(calculation.companyType())));
    }

    private Map<CompanyType, PeerReference> reference(int day) {
        PeerSet enterprise = new PeerSet();
        PeerSet selfServe = new PeerSet();
        for (AccountState state : states.values()) {
            if (state.firstFactDay() <= day) {
                calculation.at(state, day);
                calculation.contributeTo(counted(calculation.companyType()) == CompanyType.ENTERPRISE ? enterprise : selfServe);
            }
        }
        List<Contribution> all = List.of(Contribution.of(enterprise, selfServe));
        return Map.of(
                CompanyType.ENTERPRISE, Contribution.reference(day, CompanyType.ENTERPRISE, all),
                CompanyType.SELF_SERVE, Contribution.reference(day, CompanyType.SELF_SERVE, all));
    }

    private static CompanyType counted(CompanyType said) {
        return said == CompanyType.ENTERPRISE ? CompanyType.ENTERPRISE : CompanyType.SELF_SERVE;
    }
}
