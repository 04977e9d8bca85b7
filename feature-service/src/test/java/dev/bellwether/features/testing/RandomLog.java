package dev.bellwether.features.testing;

import com.google.protobuf.Timestamp;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.state.Days;
import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Some weeks of a platform with two tenants, as the partitions of its log: facts early and late and slightly in the
/// future, a backfill, erasures, newcomers, a closing each midnight, across the first of a month.
public final class RandomLog {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 24);
    private static final int BACKFILL_BEGINS = 3;
    private static final int BACKFILL_ENDS = 7;

    /// @param offset on `inbound`; with gaps
    public record Entry(long offset, LogEntry entry) {}

    private final int partitions;
    private final Random random;
    private final List<List<Entry>> log = new ArrayList<>();
    private final List<AccountKey> accounts = new ArrayList<>();
    private final long[] offsets;

    private RandomLog(Random random, int partitions, int days, int accountCount) {
        this.random = random;
        this.partitions = partitions;
        this.offsets = new long[partitions];
        for (int i = 0; i < partitions; i++) {
            log.add(new ArrayList<>());
        }
        for (int i = 0; i < accountCount; i++) {
            accounts.add(new AccountKey(i % 4 == 0 ? "globex" : "acme", "a" + i));
        }
        for (int day = 0; day < days; day++) {
            day(day);
        }
        // Something after the last closing, or not.
        facts(days, random.nextInt(accountCount));
    }

    public static RandomLog of(Random random, int partitions, int days, int accounts) {
        return new RandomLog(random, partitions, days, accounts);
    }

    public List<List<Entry>> partitions() {
        return log;
    }

    /// The same facts, between the same markers, in another order of arrival.
    public static List<Entry> shuffled(List<Entry> entries, Random random) {
        List<Entry> shuffled = new ArrayList<>();
        List<LogEntry> facts = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.entry().hasEvent()) {
                facts.add(entry.entry());
                offsets.add(entry.offset());
            } else {
                flush(facts, offsets, random, shuffled);
                shuffled.add(entry);
            }
        }
        flush(facts, offsets, random, shuffled);
        return shuffled;
    }

    private static void flush(List<LogEntry> facts, List<Long> offsets, Random random, List<Entry> into) {
        Collections.shuffle(facts, random);
        for (int i = 0; i < facts.size(); i++) {
            into.add(new Entry(offsets.get(i), facts.get(i)));
        }
        facts.clear();
        offsets.clear();
    }

    private void day(int day) {
        facts(day, random.nextInt(2 * accounts.size()));
        if (day == BACKFILL_ENDS) {
            marker(LogEntry.newBuilder().setBackfillFinished(BackfillFinished.newBuilder()
                    .setTenant("acme").setBackfill("import").setCloseThrough(date(day - 1))), day);
        }
        if (random.nextInt(6) > 0 || day % 2 == 0) {
            // Ten minutes into the new day, with some of its facts before.
            facts(day + 1, random.nextInt(3));
        }
        marker(LogEntry.newBuilder().setDayClosed(DayClosed.newBuilder().setDay(date(day))), day + 1);
    }

    private void facts(int day, int count) {
        for (int i = 0; i < count; i++) {
            int which = Math.min(random.nextInt(accounts.size()), random.nextInt(3 + 3 * (day + 1)));
            AccountKey account = accounts.get(Math.min(which, accounts.size() - 1));
            boolean backfill = account.tenant().equals("acme")
                    && day >= BACKFILL_BEGINS && day <= BACKFILL_ENDS && random.nextInt(3) > 0;
            Facts facts = Facts.of(account.tenant(), account.account());
            facts.at(moment(day, backfill));
            if (random.nextInt(80) == 0) {
                facts.erased();
            } else {
                RandomFacts.one(random, facts);
            }
            for (Event event : facts.events()) {
                LogEntry.Builder entry = LogEntry.newBuilder().setReceivedAt(received(day)).setEvent(event);
                add(account.partition(partitions), backfill ? entry.setBackfill("import") : entry);
            }
        }
    }

    private String moment(int day, boolean backfill) {
        LocalDate today = FIRST.plusDays(day);
        LocalDate date = backfill
                ? today.minusDays(random.nextInt(60))
                : switch (random.nextInt(10)) {
                    case 0 -> today.plusDays(1);
                    case 1 -> today.minusDays(random.nextInt(50));
                    default -> today;
                };
        return date.atTime(random.nextInt(24), random.nextInt(60)).toInstant(ZoneOffset.UTC).toString();
    }

    private void marker(LogEntry.Builder marker, int day) {
        for (int partition = 0; partition < partitions; partition++) {
            add(partition, marker.setReceivedAt(received(day)));
        }
    }

    private void add(int partition, LogEntry.Builder entry) {
        log.get(partition).add(new Entry(offsets[partition], entry.build()));
        offsets[partition] += 1 + random.nextInt(3);
    }

    private static Timestamp received(int day) {
        return Timestamp.newBuilder().setSeconds(FIRST.plusDays(day).toEpochDay() * 86_400 + 43_200).build();
    }

    private static com.google.type.Date date(int day) {
        return Days.date(Days.of(FIRST.plusDays(day)));
    }
}
