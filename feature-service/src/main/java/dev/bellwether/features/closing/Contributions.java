package dev.bellwether.features.closing;

import dev.bellwether.features.account.Account;
import dev.bellwether.features.account.Accounts;
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

/// Looks at the accounts of a partition and tells what it contributes to its tenants' peer references.
final class Contributions {

    private final FeatureCalculation calculation = new FeatureCalculation();

    /// @param counts whether the account is a peer on the day
    List<TenantContribution> gather(
            Accounts accounts, Set<String> tenants, Collection<ReferenceDay> days, BiPredicate<Account, Integer> counts) {
        Map<String, Map<ReferenceDay, Peers>> found = new HashMap<>();
        for (String tenant : tenants) {
            Map<ReferenceDay, Peers> ofTenant = new HashMap<>();
            days.forEach(day -> ofTenant.put(day, new Peers()));
            found.put(tenant, ofTenant);
        }
        accounts.forEach(tenants, account -> found.get(account.key().tenant()).forEach((day, peers) -> {
            if (counts.test(account, day.day())) {
                account.calculate(calculation, day.day());
                calculation.contributeTo(peers.of(calculation.companyType()));
            }
        }));
        List<TenantContribution> contributions = new ArrayList<>();
        found.forEach((tenant, ofTenant) ->
                ofTenant.forEach((day, peers) -> contributions.add(new TenantContribution(tenant, day, peers.contribution()))));
        return contributions;
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
