package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.log.checkpoint.FencedException;
import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.logs.LogContext;
import dev.bellwether.chassis.sql.ConcurrentChangeException;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// What stands in the way of a partition's records, and what can be done about it other than to try again: accounts are
/// suspended, bytes that cannot be understood are put aside, and who makes batches fail without saying why is looked for.
final class PoisonRecordHandler {

    private static final Logger LOG = Logger.getLogger(PoisonRecordHandler.class);
    /// When more accounts than this fail without a reason given, it is not the accounts.
    private static final int MOST_SUSPENDED_UNASKED = 100;

    private final String topic;
    private final int partition;
    private final Predicate<ConsumerRecord<byte[], byte[]>> endsAccount;
    private final Database database;
    private final DeadLetters deadLetters;
    private final ConsumerMeasures measures;
    private final RecordSpans spans;
    private final Set<Long> undecodable = new HashSet<>();
    private final BatchBisector bisector = new BatchBisector();
    private Set<AccountKey> suspended;

    PoisonRecordHandler(
            String topic,
            int partition,
            Set<AccountKey> suspended,
            Predicate<ConsumerRecord<byte[], byte[]>> endsAccount,
            Database database,
            DeadLetters deadLetters,
            ConsumerMeasures measures,
            RecordSpans spans) {
        this.topic = topic;
        this.partition = partition;
        this.suspended = suspended;
        this.endsAccount = endsAccount;
        this.database = database;
        this.deadLetters = deadLetters;
        this.measures = measures;
        this.spans = spans;
    }

    Set<AccountKey> suspended() {
        return suspended;
    }

    void changed(Set<AccountKey> suspensions) {
        suspended = suspensions;
    }

    /// Of the records the next batch: the first of those in whose way nothing stands.
    List<ConsumerRecord<byte[], byte[]>> visible(List<ConsumerRecord<byte[], byte[]>> pending) {
        List<ConsumerRecord<byte[], byte[]>> visible = new ArrayList<>(pending.size());
        for (ConsumerRecord<byte[], byte[]> record : pending) {
            if (visible.size() == bisector.limit()) {
                break;
            }
            if (isSuspended(record)) {
                spans.stop(record.offset(), "its account is suspended");
            } else if (!undecodable.contains(record.offset())) {
                visible.add(record);
            }
        }
        return visible;
    }

    /// Whether there may be more behind the batch that nothing stands in the way of.
    boolean isCutShort(List<ConsumerRecord<byte[], byte[]>> visible) {
        return visible.size() >= bisector.limit();
    }

    void succeeded() {
        bisector.succeeded();
    }

    /// Nothing is pending any more.
    void passed() {
        undecodable.clear();
    }

    /// The offset's row is locked from here to the end of the transaction. Only then do the suspensions stand still: who
    /// resumes an account locks the same row.
    ///
    /// @throws FencedException    when another owner has moved the offset
    /// @throws SuspensionsChanged when the suspensions are not those that the batch was put together under
    void move(Sql sql, long position, long next) {
        Set<AccountKey> now = new OffsetCheckpoint(topic, partition)
                .compareAndSet(sql, position, next, () -> Suspensions.of(sql, topic, partition));
        if (!now.equals(suspended)) {
            throw new SuspensionsChanged(now);
        }
    }

    /// Does what can be done about a failure.
    ///
    /// @param pending  what the batch was made of
    /// @param visible  the batch
    /// @param position where the partition stands
    /// @return whether something could be done
    boolean settle(
            Throwable failure, List<ConsumerRecord<byte[], byte[]>> pending, List<ConsumerRecord<byte[], byte[]>> visible, long position) {
        int limit = bisector.limit();
        try {
            return switch (failure) {
                case AccountProcessingException of -> suspend(of.account(), of, pending, position);
                case UndecodableRecordException of -> putAside(of, pending);
                // A concurrent append: retried at once on the current state.
                case ConcurrentChangeException _ -> true;
                case Throwable other when bisector.isFoundBy(other, visible.size()) && suspended.size() < MOST_SUSPENDED_UNASKED ->
                    AccountKey.in(visible.getFirst().key()).filter(account -> suspend(account, other, pending, position)).isPresent();
                default -> bisector.limit() < limit;
            };
        } catch (FencedException overtaken) {
            throw overtaken;
        } catch (SuspensionsChanged already) {
            // It had been suspended, and the answer was lost.
            suspended = already.suspended();
            return true;
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
            return false;
        }
    }

    private boolean suspend(AccountKey account, Throwable reason, List<ConsumerRecord<byte[], byte[]>> pending, long position) {
        if (suspended.contains(account)) {
            return false;
        }
        long offset = pending.stream()
                .filter(record -> AccountKey.in(record.key()).filter(account::equals).isPresent())
                .mapToLong(ConsumerRecord::offset)
                .findFirst()
                .orElse(position);
        try (var _ = LogContext.of(account).in(spans.parent(offset))) {
            LOG.errorf(reason, "Account %s is suspended at offset %d of partition %d of %s: %s", account, offset, partition, topic,
                    reason.getMessage());
        }
        database.inTransaction(sql -> {
            // A fenced worker must not suspend an account of the partition.
            move(sql, position, position);
            Suspensions.suspend(sql, topic, partition, account, offset, String.valueOf(reason.getMessage()));
            return null;
        });
        spans.stop(offset, "its account is suspended: " + reason.getMessage());
        suspended = new HashSet<>(suspended);
        suspended.add(account);
        return true;
    }

    private boolean putAside(UndecodableRecordException failure, List<ConsumerRecord<byte[], byte[]>> pending) {
        var record = pending.stream()
                .filter(candidate -> candidate.offset() == failure.offset() && !undecodable.contains(candidate.offset()))
                .findFirst();
        record.ifPresent(letter -> {
            try (var _ = AccountKey.in(letter.key()).map(LogContext::of).orElseGet(LogContext::none).in(spans.parent(letter.offset()))) {
                LOG.errorf("Offset %d of partition %d of %s goes to the dead letters: %s", letter.offset(), partition, topic,
                        failure.getMessage());
            }
            deadLetters.put(letter, failure.getMessage());
            undecodable.add(letter.offset());
            spans.stop(letter.offset(), "put aside: " + failure.getMessage());
            measures.deadLetter();
        });
        return record.isPresent();
    }

    private boolean isSuspended(ConsumerRecord<byte[], byte[]> record) {
        return !suspended.isEmpty() && AccountKey.in(record.key()).filter(suspended::contains).isPresent() && !endsAccount.test(record);
    }
}
