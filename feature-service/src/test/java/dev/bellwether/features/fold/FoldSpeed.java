package dev.bellwether.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.account.FreshAccounts;
import dev.bellwether.features.calculation.FeatureCalculation;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.state.ChunkEncoding;
import dev.bellwether.features.state.Days;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.Session;
import dev.bellwether.ingestion.v1.SignIn;
import dev.bellwether.ingestion.v1.SubscriptionChanged;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How fast the pure part is, in processor time, so that a busy machine does not blur it. Not part of the tests: run it by name.
class FoldSpeed {

    private static final int ACCOUNTS = 2_000;
    private static final int EVENTS = 400_000;
    private static final int LAST_DAY = Days.of(LocalDate.of(2026, 2, 27));

    @Test
    void measure() throws InvalidProtocolBufferException {
        List<byte[]> log = log(new Random(1));
        long before = usedBytes();
        for (int round = 0; round < 6; round++) {
            FreshAccounts accounts = new FreshAccounts();
            PartitionFolder folder =
                    new PartitionFolder(accounts, new SharedPeers(1), new SharedPeers(1).of(0), (_, _) -> {}, VisibleReferences.NOTHING);
            long start = cpuNanos();
            for (int i = 0; i < EVENTS; i++) {
                folder.fact(i, LogEntry.parseFrom(log.get(i)));
            }
            report("events decoded and folded", EVENTS, start);
            long months = accounts.inOrder().stream().mapToLong(account -> account.state().size()).sum();
            if (round == 0) {
                // Later on there is garbage of the rounds before.
                System.out.printf("%,12d bytes of memory a month of an account%n", (usedBytes() - before) / months);
            }
            features(accounts);
            chunks(accounts);
        }
    }

    private static void features(FreshAccounts accounts) {
        FeatureCalculation calculation = new FeatureCalculation();
        long start = cpuNanos();
        int count = 0;
        for (int back = 0; back < 20; back++) {
            for (FoldedAccount account : accounts.inOrder()) {
                count += calculation.at(account.state(), LAST_DAY - back).companyType().getNumber() > 0 ? 1 : 0;
            }
        }
        report("accounts worked out", count, start);
        start = cpuNanos();
        long bytes = 0;
        for (FoldedAccount account : accounts.inOrder()) {
            bytes += calculation.at(account.state(), LAST_DAY).features(PeerReference.NONE).toByteArray().length;
        }
        report("accounts worked out and encoded", accounts.inOrder().size(), start);
        assertThat(bytes).isPositive();
    }

    private static void chunks(FreshAccounts accounts) {
        long start = cpuNanos();
        int count = 0;
        long bytes = 0;
        for (FoldedAccount account : accounts.inOrder()) {
            for (int i = 0; i < account.state().size(); i++) {
                bytes += ChunkEncoding.encode(account.state().chunk(i)).length;
                count++;
            }
        }
        report("months encoded, of " + bytes / count + " bytes,", count, start);
    }

    private static List<byte[]> log(Random random) {
        List<byte[]> log = new ArrayList<>(EVENTS);
        long begin = LocalDate.of(2025, 12, 1).toEpochDay() * 86_400;
        for (int i = 0; i < EVENTS; i++) {
            int account = random.nextInt(ACCOUNTS);
            Timestamp at = Timestamp.newBuilder()
                    .setSeconds(begin + (long) (i / (double) EVENTS * 80 * 86_400) + random.nextInt(86_400))
                    .build();
            Event.Builder event = Event.newBuilder()
                    .setTenant("acme")
                    .setAccount("account-" + account)
                    .setUser("user-" + (account * 7 + random.nextInt(8)) % 200 + "@example.com")
                    .setEventId("event-" + i)
                    .setSource("speed")
                    .setOccurredAt(at);
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4, 5 -> event.setFeatureUsed(
                        FeatureUsed.newBuilder().setFeature("feature-" + random.nextInt(40)).setProduct("core").setCount(2));
                case 6, 7 -> event.setSession(Session.newBuilder().setDuration(Duration.newBuilder().setSeconds(random.nextInt(4000))));
                case 8 -> event.setSignIn(SignIn.getDefaultInstance());
                default -> {
                    if (random.nextInt(4) == 0) {
                        event.setSubscriptionChanged(SubscriptionChanged.newBuilder().setSeats(random.nextInt(30)));
                    } else {
                        event.setSignIn(SignIn.getDefaultInstance());
                    }
                }
            }
            log.add(LogEntry.newBuilder().setReceivedAt(at).setEvent(event).build().toByteArray());
        }
        return log;
    }

    private static void report(String what, long count, long start) {
        System.out.printf("%,12d %s a second%n", count * 1_000_000_000L / (cpuNanos() - start), what);
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
