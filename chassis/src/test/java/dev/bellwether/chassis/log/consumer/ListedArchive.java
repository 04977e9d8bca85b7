package dev.bellwether.chassis.log.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.log.recovery.Archive;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// An archive of one partition in which the records "0", "1", … stand at places 0, 10, 20, …: code that takes a place for an offset, or
/// expects places without gaps, fails.
final class ListedArchive implements Archive {

    private static final int DISTANCE = 10;

    final List<Long> askedFrom = new CopyOnWriteArrayList<>();
    private final AtomicInteger breaksOffAt = new AtomicInteger(-1);
    private final int kept;

    /// @param kept how many records it has
    ListedArchive(int kept) {
        this.kept = kept;
    }

    ListedArchive breakingOffAt(int number) {
        breaksOffAt.set(number);
        return this;
    }

    /// By what the [RecordLedger] has.
    @Override
    public long next(Sql sql, int partition) {
        return sql.execute("SELECT coalesce(max(content::bigint) * 10 + 1, 0) FROM ledger WHERE part = $1", Tuple.of(partition))
                .iterator().next().getLong(0);
    }

    @Override
    public long place(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Long.parseLong(RecordLedger.content(record)) * DISTANCE;
        } catch (NumberFormatException unknown) {
            throw new UndecodableRecordException(record.offset(), "not a number", unknown);
        }
    }

    @Override
    public void read(int partition, long from, OptionalLong before, Taker taker) {
        askedFrom.add(from);
        for (int number = 0; number < kept && number * (long) DISTANCE < before.orElse(Long.MAX_VALUE); number++) {
            if (breaksOffAt.compareAndSet(number, -1)) {
                throw new IllegalStateException("the archive is away");
            }
            if (number * (long) DISTANCE >= from) {
                taker.take(number * (long) DISTANCE, "acme/a".getBytes(UTF_8), Integer.toString(number).getBytes(UTF_8));
            }
        }
    }
}
