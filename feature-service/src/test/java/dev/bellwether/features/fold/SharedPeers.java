package dev.bellwether.features.fold;

import dev.bellwether.features.closing.BackfillStage;
import dev.bellwether.features.closing.Coordination;
import dev.bellwether.features.closing.TenantContribution;
import dev.bellwether.features.closing.TenantReferenceDay;
import dev.bellwether.features.peers.Contribution;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.peers.ReferenceDay;
import dev.bellwether.features.peers.References;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.state.Days;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// Where partitions in memory meet.
final class SharedPeers implements References {

    private final int partitions;
    private final Map<Integer, Integer> contributedDays = new HashMap<>();
    private final Map<String, Map<Integer, BackfillStage>> stages = new HashMap<>();
    private final Map<String, Map<Integer, Integer>> firstDays = new HashMap<>();
    private final Map<TenantReferenceDay, List<Contribution>> contributions = new HashMap<>();
    private final Map<String, TreeMap<Integer, ReferenceDay>> days = new HashMap<>();
    private final Map<String, PeerReference> taken = new TreeMap<>();

    SharedPeers(int partitions) {
        this.partitions = partitions;
    }

    Map<String, PeerReference> taken() {
        return taken;
    }

    @Override
    public PeerReference inForce(VisibleReferences knowledge, String tenant, CompanyType companyType, int day) {
        int found = latestDay(knowledge, tenant, day);
        return found == Days.NONE ? PeerReference.NONE : taken.get(tenant + " " + companyType + " " + found);
    }

    @Override
    public int latestDay(VisibleReferences knowledge, String tenant, int day) {
        for (ReferenceDay reference : days.getOrDefault(tenant, new TreeMap<>()).headMap(day, true).descendingMap().values()) {
            if (knowledge.knows(tenant, reference)) {
                return reference.day();
            }
        }
        return Days.NONE;
    }

    Coordination of(int partition) {
        return new OfPartition(partition);
    }

    private final class OfPartition implements Coordination {
        private final int partition;

        private OfPartition(int partition) {
            this.partition = partition;
        }

        @Override
        public boolean hasContributed(int day) {
            return contributedDays.getOrDefault(partition, Days.NONE) >= day;
        }

        @Override
        public void contribute(int day, List<TenantContribution> given) {
            add(given);
            contributedDays.put(partition, day);
        }

        @Override
        public boolean allHaveContributed(int day) {
            return contributedDays.values().stream().filter(contributed -> contributed >= day).count() == partitions;
        }

        @Override
        public void halfClosed(long offset) {}

        @Override
        public void dayClosed(long offset, int day, Set<String> newTenants) {}

        @Override
        public BackfillStage stage(String tenant, String backfill) {
            return stages(tenant, backfill).getOrDefault(partition, BackfillStage.OPEN);
        }

        @Override
        public void register(String tenant, String backfill, int firstDay) {
            stages(tenant, backfill).put(partition, BackfillStage.REGISTERED);
            firstDays.computeIfAbsent(tenant + "/" + backfill, _ -> new HashMap<>()).put(partition, firstDay);
        }

        @Override
        public OptionalInt firstDay(String tenant, String backfill) {
            Map<Integer, Integer> registered = firstDays.get(tenant + "/" + backfill);
            return registered.size() < partitions
                    ? OptionalInt.empty()
                    : OptionalInt.of(registered.values().stream().filter(day -> day != Days.NONE).min(Integer::compare).orElse(Days.NONE));
        }

        @Override
        public void contribute(String tenant, String backfill, List<TenantContribution> given) {
            add(given);
            stages(tenant, backfill).put(partition, BackfillStage.CONTRIBUTED);
        }

        @Override
        public boolean allHaveContributed(String tenant, String backfill) {
            return stages(tenant, backfill).values().stream().filter(stage -> stage.compareTo(BackfillStage.CONTRIBUTED) >= 0).count()
                    == partitions;
        }

        @Override
        public void backfillClosed(String tenant, String backfill, boolean anyHistory) {
            stages(tenant, backfill).put(partition, BackfillStage.CLOSED);
        }

        @Override
        public boolean take(TenantReferenceDay wanted) {
            TreeMap<Integer, ReferenceDay> ofTenant = days.computeIfAbsent(wanted.tenant(), _ -> new TreeMap<>());
            if (!contributions.containsKey(wanted) || ofTenant.putIfAbsent(wanted.day().day(), wanted.day()) != null) {
                return false;
            }
            for (CompanyType type : List.of(CompanyType.ENTERPRISE, CompanyType.SELF_SERVE)) {
                taken.put(
                        wanted.tenant() + " " + type + " " + wanted.day().day(),
                        Contribution.reference(wanted.day().day(), type, contributions.getOrDefault(wanted, List.of())));
            }
            return true;
        }

        private void add(List<TenantContribution> given) {
            given.forEach(each -> contributions
                    .computeIfAbsent(new TenantReferenceDay(each.tenant(), each.day()), _ -> new ArrayList<>())
                    .add(each.contribution()));
        }

        private Map<Integer, BackfillStage> stages(String tenant, String backfill) {
            return stages.computeIfAbsent(tenant + "/" + backfill, _ -> new HashMap<>());
        }
    }
}
