package dev.bellwether.ingestion.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// What was sent, what was answered, and so what has to be in the journal.
final class TriedLedger {

    private static final int PARTITIONS = 12;

    private final IngestionClient caller;
    private final Set<String> accepted = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();

    TriedLedger(IngestionClient caller) {
        this.caller = caller;
    }

    /// Ids that a few wrong bits do not make into each other.
    static String newId() {
        byte[] id = new byte[12];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    static List<String> newIds(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(newId());
        }
        return ids;
    }

    void accepted(Collection<String> ids) {
        accepted.addAll(ids);
    }

    void refused(Collection<String> ids) {
        refused.addAll(ids);
    }

    /// @param last sends an event that arrives behind all others
    void settle(java.util.function.Consumer<String> last) {
        String id = newId();
        last.accept(id);
        accepted.add(id);
        List<String> journal =
                Eventually.eventually(this::journal, ids -> ids.contains(id) && new HashSet<>(ids).containsAll(accepted));
        assertThat(journal).doesNotHaveDuplicates();
        assertThat(refused).noneMatch(new HashSet<>(journal)::contains);
    }

    /// With source and account: an id is unique within them.
    private List<String> journal() {
        List<String> ids = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            caller.replay(ReplayPartitionRequest.newBuilder().setLogPartition(partition).setTenant(caller.tenant)).stream()
                    .filter(entry -> entry.getEntry().hasEvent())
                    .forEach(entry -> {
                        Event event = entry.getEntry().getEvent();
                        assertThat(event.getTenant()).isEqualTo(caller.tenant);
                        keys.add(event.getAccount() + " " + event.getSource() + " " + event.getEventId());
                        ids.add(event.getEventId());
                    });
        }
        assertThat(keys).doesNotHaveDuplicates();
        return ids.stream().filter(id -> accepted.contains(id) || refused.contains(id)).toList();
    }
}
