package dev.bellwether.features.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.testing.RandomLog;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.features.v1.Snapshot.Kind;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PartitionFolderPropertyTest {

    @Property(tries = 100)
    void neither_the_cutting_into_batches_and_turns_nor_who_comes_first_shows(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int partitions,
            @ForAll @IntRange(min = 1, max = 60) int batch,
            @ForAll @IntRange(min = 1, max = 100) int closedAtOnce) {
        List<List<RandomLog.Entry>> log = RandomLog.of(new Random(seed), partitions, 16, 14).partitions();
        Run one = Run.of(log);
        Run other = Run.of(log, new Random(seed + 1), batch, closedAtOnce);
        assertThat(other.stored()).isEqualTo(one.stored());
        assertThat(other.closings()).isEqualTo(one.closings());
        assertThat(other.last()).isEqualTo(one.last());
        assertThat(other.references()).isEqualTo(one.references());
    }

    @Property(tries = 100)
    void nor_does_the_order_of_arrival(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int partitions) {
        Random random = new Random(seed);
        List<List<RandomLog.Entry>> log = RandomLog.of(random, partitions, 16, 14).partitions();
        List<List<RandomLog.Entry>> shuffled = log.stream().map(entries -> RandomLog.shuffled(entries, random)).toList();
        Run one = Run.of(log);
        Run other = Run.of(shuffled, random, 10, 3);
        assertThat(other.stored()).isEqualTo(one.stored());
        assertThat(withoutErasures(other.closings())).isEqualTo(withoutErasures(one.closings()));
        assertThat(other.references()).isEqualTo(one.references());
    }

    @Property(tries = 100)
    void readers_that_keep_the_newest_end_with_the_last_and_every_message_is_newer_than_the_one_before(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int partitions) {
        Run run = Run.of(RandomLog.of(new Random(seed), partitions, 16, 14).partitions());
        run.messages().forEach((account, messages) -> {
            for (int i = 1; i < messages.size(); i++) {
                var before = messages.get(i - 1);
                var after = messages.get(i);
                assertThat(after.getEventsOffset()).as("offsets of " + account).isGreaterThan(before.getEventsOffset());
            }
        });
    }

    @Property(tries = 100)
    void every_day_is_closed_once_and_in_order(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int partitions) {
        Run run = Run.of(RandomLog.of(new Random(seed), partitions, 16, 14).partitions());
        run.closings().forEach((account, closings) -> {
            int last = Days.NONE;
            boolean erased = false;
            for (Snapshot closing : closings) {
                assertThat(erased).as(account + " lives on after its erasure").isFalse();
                erased = closing.getKind() == Kind.ERASED;
                if (!erased) {
                    assertThat(Days.of(closing.getAsOf())).as("days of " + account).isGreaterThan(last);
                    last = Days.of(closing.getAsOf());
                }
            }
        });
    }

    /// Against the formula, over the features of the very accounts that were closed on the day of the reference.
    @Property(tries = 100)
    void ranks_are_those_among_all_accounts_of_the_tenant_and_type(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int partitions) {
        Run run = Run.of(RandomLog.of(new Random(seed), partitions, 16, 14).partitions());
        Set<Integer> compared = new HashSet<>();
        Map<AccountKey, List<Snapshot>> closings = run.closings();
        closings.forEach((account, all) -> all.forEach(snapshot -> {
            Features features = snapshot.getFeatures();
            if (snapshot.getKind() == Kind.CLOSING && features.getPeerReference().equals(snapshot.getAsOf())) {
                List<Features> peers = peers(closings, account.tenant(), features.getCompanyType(), snapshot);
                if (features.hasActivity28()) {
                    rank(features.getActivity28Percentile(), Features::getActivity28, features,
                            peers.stream().filter(Features::hasActivity28).toList());
                }
                if (features.hasMrr()) {
                    rank(features.getMrrPercentile(), Features::getMrr, features, peers.stream().filter(Features::hasMrr).toList());
                }
                if (features.hasFeaturesUsed28()) {
                    rank(features.getFeaturesUsed28Percentile(), Features::getFeaturesUsed28, features,
                            peers.stream().filter(Features::hasFeaturesUsed28).toList());
                }
                compared.add(Days.of(snapshot.getAsOf()));
            }
        }));
        assertThat(compared).as("the first of February is among the days").contains(Days.of(2026, 2, 1));
    }

    private static void rank(double actual, ToDoubleFunction<Features> metric, Features of, List<Features> peers) {
        double below = peers.stream().filter(peer -> metric.applyAsDouble(peer) < metric.applyAsDouble(of)).count();
        double equal = peers.stream().filter(peer -> metric.applyAsDouble(peer) == metric.applyAsDouble(of)).count();
        assertThat(actual).isEqualTo((below + equal / 2) / peers.size(), within(1e-12));
    }

    private static List<Features> peers(Map<AccountKey, List<Snapshot>> closings, String tenant, CompanyType type, Snapshot at) {
        List<Features> peers = new ArrayList<>();
        closings.forEach((account, all) -> all.forEach(snapshot -> {
            if (account.tenant().equals(tenant)
                    && snapshot.getKind() == Kind.CLOSING
                    && snapshot.getAsOf().equals(at.getAsOf())
                    && snapshot.getFeatures().getCompanyType() == type) {
                peers.add(snapshot.getFeatures());
            }
        }));
        return peers;
    }

    /// Where an erasure stands among the facts is the log's business.
    private static Map<AccountKey, List<Snapshot>> withoutErasures(Map<AccountKey, List<Snapshot>> closings) {
        closings.replaceAll((_, all) -> all.stream().filter(snapshot -> snapshot.getKind() != Kind.ERASED).toList());
        closings.values().removeIf(List::isEmpty);
        return closings;
    }
}
