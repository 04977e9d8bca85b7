package dev.bellwether.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.bellwether.features.account.FreshAccounts;
import dev.bellwether.features.closing.Outcome;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.testing.Facts;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two partitions, each going alone as far as it can.
class WaitingForPeersTest {

    private static final LocalDate MIDDLE_OF_JANUARY = LocalDate.of(2026, 1, 15);
    private static final LocalDate LAST_OF_JANUARY = LocalDate.of(2026, 1, 31);
    private static final LocalDate FIRST_OF_FEBRUARY = LocalDate.of(2026, 2, 1);
    private static final LocalDate SECOND_OF_FEBRUARY = LocalDate.of(2026, 2, 2);

    private final SharedPeers peers = new SharedPeers(2);
    private final Partition inhabited = new Partition(0);
    private final Partition empty = new Partition(1);

    @Test
    void a_partition_without_accounts_on_the_first_of_a_month_waits_for_the_months_reference() {
        inhabited.fact("import", Facts.of("elder").on(MIDDLE_OF_JANUARY).signIn("ana"));
        bothAt(backfillFinished());
        assertThat(empty.at(dayClosed(FIRST_OF_FEBRUARY))).isEqualTo(Outcome.WAITING);
        assertThat(empty.at(dayClosed(FIRST_OF_FEBRUARY))).isEqualTo(Outcome.WAITING);
        bothAt(dayClosed(FIRST_OF_FEBRUARY));
        empty.fact("", Facts.of("newcomer").on(SECOND_OF_FEBRUARY).signIn("bob"));
        bothAt(dayClosed(SECOND_OF_FEBRUARY));
        assertThat(empty.reference()).isEqualTo(FIRST_OF_FEBRUARY);
    }

    @Test
    void a_month_without_accounts_has_no_reference_and_the_one_before_stays_in_force() {
        inhabited.fact("import", Facts.of("elder").on(MIDDLE_OF_JANUARY).signIn("ana"));
        bothAt(backfillFinished());
        inhabited.fact("", Facts.of("elder").on(LAST_OF_JANUARY).erased());
        bothAt(dayClosed(FIRST_OF_FEBRUARY));
        empty.fact("", Facts.of("newcomer").on(SECOND_OF_FEBRUARY).signIn("bob"));
        bothAt(dayClosed(SECOND_OF_FEBRUARY));
        assertThat(empty.reference()).isEqualTo(MIDDLE_OF_JANUARY);
    }

    @Test
    void a_backfill_without_history_leaves_the_first_reference_to_the_first_closing() {
        bothAt(backfillFinished());
        inhabited.fact("", Facts.of("elder").on(SECOND_OF_FEBRUARY).signIn("ana"));
        bothAt(dayClosed(SECOND_OF_FEBRUARY));
        assertThat(inhabited.reference()).isEqualTo(SECOND_OF_FEBRUARY);
    }

    private void bothAt(LogEntry marker) {
        boolean done = false;
        for (int turn = 0; turn < 10 && !done; turn++) {
            done = empty.at(marker) == Outcome.CLOSED & inhabited.at(marker) == Outcome.CLOSED;
        }
        assertThat(done).as("neither waits for ever at %s", marker).isTrue();
    }

    private static LogEntry dayClosed(LocalDate day) {
        return LogEntry.newBuilder().setDayClosed(DayClosed.newBuilder().setDay(Facts.date(day.toString()))).build();
    }

    private static LogEntry backfillFinished() {
        return LogEntry.newBuilder()
                .setBackfillFinished(BackfillFinished.newBuilder()
                        .setTenant("acme")
                        .setBackfill("import")
                        .setCloseThrough(Facts.date(LAST_OF_JANUARY.minusDays(1).toString())))
                .build();
    }

    private final class Partition {
        private final List<Snapshot> closings = new ArrayList<>();
        private final PartitionFolder folder;
        private long offset;

        private Partition(int partition) {
            folder = new PartitionFolder(
                    new FreshAccounts(),
                    peers,
                    peers.of(partition),
                    (_, message) -> message.getSnapshotsList().stream()
                            .filter(snapshot -> snapshot.getKind() == Snapshot.Kind.CLOSING)
                            .forEach(closings::add),
                    VisibleReferences.NOTHING,
                    // Every account is a turn of its own.
                    1);
        }

        private void fact(String backfill, Facts facts) {
            for (Event event : facts.events()) {
                Timestamp received = event.getOccurredAt();
                folder.fact(offset++, LogEntry.newBuilder()
                        .setReceivedAt(received)
                        .setBackfill(backfill)
                        .setEvent(event)
                        .build());
            }
            folder.settle();
        }

        /// Of the one live closing that it has made.
        private LocalDate reference() {
            assertThat(closings).hasSize(1);
            return LocalDate.ofEpochDay(Days.of(closings.getFirst().getFeatures().getPeerReference()));
        }

        private Outcome at(LogEntry marker) {
            Outcome outcome = folder.marker(offset, marker);
            while (outcome == Outcome.MORE) {
                outcome = folder.marker(offset, marker);
            }
            offset += outcome == Outcome.CLOSED ? 1 : 0;
            return outcome;
        }
    }
}
