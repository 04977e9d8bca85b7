package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.ingestion.quarantine.Quarantine;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// One partition of `captured` and the resolver's work on it, as the log's consumer drives it, with deaths at will. What goes
/// to `inbound` is kept, also of transactions that come to nothing.
final class Harness {

    static final Instant NOW = Messages.NOON.plusSeconds(10);

    static final class Killed extends RuntimeException {}

    private final Database database;
    private final int partition;
    private final CompanyWaitPolicy patience;
    private final List<LogEntry> inbound;
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private IdentityHandler resolver;
    private int next;

    /// @param inbound takes what all partitions pass on
    Harness(Database database, int partition, List<LogEntry> inbound) {
        this(database, partition, inbound, CompanyWaitPolicy.NONE);
    }

    Harness(Database database, int partition, List<LogEntry> inbound, CompanyWaitPolicy patience) {
        this.patience = patience;
        this.database = database;
        this.partition = partition;
        this.inbound = inbound;
        restart();
    }

    static List<LogEntry> inbound() {
        return Collections.synchronizedList(new ArrayList<>());
    }

    Harness captured(CapturedMessage.Builder... messages) {
        for (CapturedMessage.Builder message : messages) {
            log.add(new ConsumerRecord<>("captured", partition, log.size(), new byte[0], message.build().toByteArray()));
        }
        return this;
    }

    /// Another process has the partition now.
    void restart() {
        resolver = new IdentityHandler(partition, into(inbound), InstantSource.fixed(NOW), new Quarantine(1_000, 1_000), patience);
    }

    static InboundEvents into(List<LogEntry> inbound) {
        return new InboundEvents() {
            @Override
            public void send(AccountKey account, byte[] entry, Optional<TraceParent> trace) {
                try {
                    inbound.add(LogEntry.parseFrom(entry));
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }

            @Override
            public void flush() {}
        };
    }

    /// What settles users without a company, at a time.
    static CompanyWaitExpiry settling(Database database, List<LogEntry> inbound, Instant now) {
        return new CompanyWaitExpiry(database, into(inbound), InstantSource.fixed(now), new Quarantine(1_000, 1_000));
    }

    /// Works everything off.
    void work() {
        while (next < log.size()) {
            step(log.size(), () -> false);
        }
    }

    /// One transaction over records up to an offset.
    void step(int end, BooleanSupplier dies) {
        PartitionBatch batch = new PartitionBatch("captured", partition, log.subList(next, Math.min(end, log.size())));
        BatchProgress handled = database.inTransaction(sql -> {
            BatchProgress result = resolver.handle(batch, sql);
            if (dies.getAsBoolean()) {
                throw new Killed();
            }
            return result;
        });
        resolver.committed();
        next += switch (handled) {
            case BatchProgress.All _ -> batch.records().size();
            case BatchProgress.First(int records) -> records;
            case BatchProgress.FirstThenWait(int records) -> records;
        };
    }

    boolean isDone() {
        return next == log.size();
    }

    int next() {
        return next;
    }

    /// As `account user id`, in the order of passing.
    static List<String> placed(List<LogEntry> inbound) {
        return inbound.stream().map(LogEntry::getEvent).map(Harness::placed).toList();
    }

    private static String placed(Event event) {
        return event.getAccount() + " " + event.getUser() + " " + event.getEventId();
    }
}
