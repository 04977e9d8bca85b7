package dev.bellwether.features.closing;

import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.account.PartitionAccounts;
import dev.bellwether.features.account.Selection;
import dev.bellwether.features.calculation.FeatureCalculation;
import dev.bellwether.features.peers.Contribution;
import dev.bellwether.features.peers.PeerSet;
import dev.bellwether.features.peers.ReferenceDay;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/// Looks at the accounts of a partition, in several turns when they are many, and gathers what it contributes to its tenants'
/// peer references. Nothing is written meanwhile, so one that is lost is simply begun again.
final class Contributions {

    private final FeatureCalculation calculation = new FeatureCalculation();
    private final BiPredicate<FoldedAccount, Integer> counts;
    private final Map<String, Map<ReferenceDay, Peers>> found = new HashMap<>();
    private final Walk walk;

    /// @param counts whether the account is a peer on the day
    Contributions(
            PartitionAccounts accounts, Set<String> tenants, Collection<ReferenceDay> days, BiPredicate<FoldedAccount, Integer> counts) {
        this.counts = counts;
        for (String tenant : tenants) {
            Map<ReferenceDay, Peers> ofTenant = new HashMap<>();
            days.forEach(day -> ofTenant.put(day, new Peers()));
            found.put(tenant, ofTenant);
        }
        walk = new Walk(accounts, new Selection.OfTenants(Set.copyOf(tenants)));
    }

    /// @param most how often an account may be worked out in this turn
    /// @return whether all are gathered
    boolean goOn(int most) {
        return found.values().stream().allMatch(Map::isEmpty) || walk.goOn(most, this::add);
    }

    List<TenantContribution> gathered() {
        List<TenantContribution> contributions = new ArrayList<>();
        found.forEach((tenant, ofTenant) -> ofTenant
                .forEach((day, peers) -> contributions.add(new TenantContribution(tenant, day, peers.contribution()))));
        return contributions;
    }

    private int add(FoldedAccount account) {
        int days = 0;
        for (Map.Entry<ReferenceDay, Peers> reference : found.get(account.key().tenant()).entrySet()) {
            int day = reference.getKey().day();
            if (counts.test(account, day)) {
                account.calculate(calculation, day);
                calculation.contributeTo(reference.getValue().of(calculation.companyType()));
                days++;
            }
        }
        return days;
    }

    private static final class Peers {
        private final PeerSet enterprise = new PeerSet();
        private final PeerSet selfServe = new PeerSet();

        private PeerSet of(CompanyType companyType) {
            return companyType == CompanyType.ENTERPRISE ? enterprise : selfServe;
        }

        private Contribution contribution() {
            return Contribution.of(enterprise, selfServe);
        }
    }
}
