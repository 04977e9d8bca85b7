package dev.bellwether.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.segmentation.membership.Rules;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/// The same set of facts gives the same features and the same memberships, however it arrives: in another order, repeated,
/// and cut into other batches. By the fold, the closings and the decider of production; repeats are taken out by
/// identity, as the journal does.
class ArrivalOrderPropertyTest {

    private static final int ACCOUNTS = 40;
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);
    private static final Simulation SIMULATION = Simulation.create(new SimulationSettings("acme", ACCOUNTS, 100, 5, TODAY));
    private static final List<Event> HISTORY = SIMULATION.history().toList();
    private static final List<Event> LIVE = SIMULATION.live(300);

    private final Rules rules;
    private final OfflinePlatform inOrder;

    ArrivalOrderPropertyTest() throws IOException {
        rules = SchemeAgreement.shippedRules();
        inOrder = arrived(HISTORY, List.of(LIVE));
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void order_batches_and_repeats_change_neither_features_nor_memberships(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 120) int most) {
        Random random = new Random(seed);

        OfflinePlatform disturbed = arrived(disturb(HISTORY, random), cut(disturb(LIVE, random), most, random));

        assertThat(disturbed.accounts()).isEqualTo(inOrder.accounts()).hasSize(ACCOUNTS);
        for (String account : inOrder.accounts()) {
            assertThat(disturbed.features(account)).as(account).isEqualTo(inOrder.features(account));
            assertThat(disturbed.segment(account)).as(account).isEqualTo(inOrder.segment(account));
        }
    }

    private OfflinePlatform arrived(List<Event> history, List<List<Event>> batches) {
        Set<String> recorded = new HashSet<>();
        OfflinePlatform platform = new OfflinePlatform(rules, TODAY);
        platform.backfill(history.stream().filter(event -> isNew(event, recorded)));
        batches.forEach(batch -> platform.live(batch.stream().filter(event -> isNew(event, recorded)).toList()));
        return platform;
    }

    private static boolean isNew(Event event, Set<String> recorded) {
        return recorded.add(event.getAccount() + "\n" + event.getSource() + "\n" + event.getEventId());
    }

    /// Shuffled, with one event in five sent again.
    private static List<Event> disturb(List<Event> events, Random random) {
        List<Event> disturbed = new ArrayList<>(events);
        events.stream().filter(_ -> random.nextInt(5) == 0).forEach(disturbed::add);
        Collections.shuffle(disturbed, random);
        return disturbed;
    }

    private static List<List<Event>> cut(List<Event> events, int most, Random random) {
        List<List<Event>> batches = new ArrayList<>();
        for (int from = 0; from < events.size();) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(most));
            batches.add(events.subList(from, to));
            from = to;
        }
        return batches;
    }
}
