package dev.bellwether.chassis.log;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.ConcurrentAppend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Works through one partition, batch by batch, from the offset in the database on.
final class PartitionWorker {

    private static final Logger LOG = Logger.getLogger(PartitionWorker.class);
    private static final long WAITING_MILLIS = 20;
    private static final long QUIET_MILLIS = 1_000;
    /// When more accounts than this fail without a reason given, it is not the accounts.
    private static final int MOST_SUSPENDED_UNASKED = 100;

    private final LogConsumerSettings settings;
    private final int partition;
    private final BatchHandler handler;
    private final Database database;
    private final DeadLetters deadLetters;
    private final ConsumerMeasures measures;
    private final IntConsumer left;
    private final RecordQueue queue;
    private final Set<Long> undecodable = new HashSet<>();
    private final Backoff backoff = new Backoff();
    private final Culprit culprit = new Culprit();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private Set<AccountKey> suspended;
    private List<ConsumerRecord<byte[], byte[]>> pending = List.of();
    /// The database's offset, as far as known, and the one that the last transaction has tried to move it to.
    private volatile long position;
    private long attempted;
    private volatile boolean running = true;

    /// @param left told when the worker has ended by itself: another owner has taken over, or the unforeseen
    PartitionWorker(
            LogConsumerSettings settings,
            int partition,
            long position,
            Set<AccountKey> suspended,
            BatchHandler handler,
            Database database,
            DeadLetters deadLetters,
            ConsumerMeasures measures,
            IntConsumer left) {
        this.settings = settings;
        this.partition = partition;
        this.position = position;
        this.attempted = position;
        this.suspended = suspended;
        this.handler = handler;
        this.database = database;
        this.deadLetters = deadLetters;
        this.measures = measures;
        this.left = left;
        this.queue = new RecordQueue(settings.maxRecords(), settings.maxBytes());
        this.thread = Thread.ofVirtual().name(settings.topic() + "-" + partition).start(this::run);
    }

    RecordQueue queue() {
        return queue;
    }

    /// The first offset not yet committed, as far as known.
    long position() {
        return position;
    }

    /// Lets the batch under way end, and takes no other.
    void stop() {
        running = false;
        stopped.countDown();
        queue.close();
    }

    /// Waits for it to end after [#stop]; interrupts it when it does not in time. What it does after that is undone: its
    /// commit fails as soon as somebody else has moved the offset.
    boolean hasEnded(Duration patience) {
        try {
            if (thread.join(patience)) {
                return true;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        return false;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        try {
            while (running) {
                pending = queue.take(QUIET_MILLIS);
                long begun = System.nanoTime();
                workOff();
                rest(begun);
            }
        } catch (InterruptedException end) {
            running = false;
        } catch (Overtaken overtaken) {
            LOG.infof("Leaving: %s", overtaken.getMessage());
            leave();
        } catch (Throwable unforeseen) {
            LOG.errorf(unforeseen, "The worker of %s has ended and is started again", this);
            leave();
        } finally {
            handler.forget(partition);
        }
    }

    private void rest(long begun) throws InterruptedException {
        long rest = settings.pace().toNanos() - (System.nanoTime() - begun);
        if (rest > 0 && !queue.isFull()) {
            stopped.await(rest, TimeUnit.NANOSECONDS);
        }
    }

    private void leave() {
        running = false;
        left.accept(partition);
    }

    private void workOff() throws InterruptedException {
        boolean certain = true;
        while (running && !pending.isEmpty()) {
            List<ConsumerRecord<byte[], byte[]>> visible = List.of();
            try {
                if (!certain) {
                    catchUp();
                    certain = true;
                    continue;
                }
                visible = visible();
                boolean waits = transact(visible);
                backoff.reset();
                culprit.succeeded();
                if (waits) {
                    stopped.await(WAITING_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (Overtaken | InterruptedException end) {
                throw end;
            } catch (SuspensionsChanged changed) {
                handler.forget(partition);
                suspended = changed.suspended();
            } catch (ConcurrentAppend lost) {
                // Everyday life, and nothing was written: what has won is committed, so decide again on it at once.
                handler.forget(partition);
            } catch (Throwable failure) {
                handler.forget(partition);
                certain = false;
                if (running && !settle(failure, visible)) {
                    LOG.warnf(failure, "%s at offset %d is tried again in %d ms: %s", this, position, backoff.nextMillis(), failure.getMessage());
                    backoff.pause(stopped);
                }
            }
        }
    }

    /// One batch, one transaction.
    ///
    /// @return whether the rest has to wait
    private boolean transact(List<ConsumerRecord<byte[], byte[]>> visible) {
        long begun = System.nanoTime();
        boolean waits = database.inTransaction(sql -> {
            Handled handled = visible.isEmpty()
                    ? Handled.all()
                    : handler.handle(new PartitionBatch(settings.topic(), partition, visible, suspended), sql);
            attempted = switch (handled) {
                case Handled.All _ -> after(visible, visible.size());
                case Handled.First(int records) -> after(visible, records);
                case Handled.FirstThenWait(int records) -> after(visible, records);
            };
            move(sql, attempted);
            return handled instanceof Handled.FirstThenWait;
        });
        measures.committed(attempted - position, System.nanoTime() - begun);
        handler.committed(partition);
        moveTo(attempted);
        return waits && !pending.isEmpty();
    }

    /// The offset's row is locked from here to the end of the transaction. Only then do the suspensions stand still: who
    /// resumes an account locks the same row.
    private void move(Sql sql, long next) {
        Sql.Sent moved = Offsets.move(sql, settings.topic(), partition, position, next);
        Set<AccountKey> now = Suspensions.of(sql, settings.topic(), partition);
        if (moved.rows() == 0) {
            throw new Overtaken(settings.topic(), partition, position);
        }
        if (!now.equals(suspended)) {
            throw new SuspensionsChanged(now);
        }
    }

    private long after(List<ConsumerRecord<byte[], byte[]>> visible, int records) {
        boolean everything = records == visible.size() && records < culprit.limit();
        if (everything) {
            return pending.getLast().offset() + 1;
        }
        return records == 0 ? position : visible.get(records - 1).offset() + 1;
    }

    private void moveTo(long next) {
        position = next;
        if (pending.getLast().offset() < next) {
            pending = List.of();
            undecodable.clear();
        } else {
            pending = pending.stream().filter(record -> record.offset() >= next).toList();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> visible() {
        List<ConsumerRecord<byte[], byte[]>> visible = new ArrayList<>(pending.size());
        for (ConsumerRecord<byte[], byte[]> record : pending) {
            if (visible.size() == culprit.limit()) {
                break;
            }
            if (!undecodable.contains(record.offset()) && !isSuspended(record)) {
                visible.add(record);
            }
        }
        return visible;
    }

    private boolean isSuspended(ConsumerRecord<byte[], byte[]> record) {
        return !suspended.isEmpty() && account(record).filter(suspended::contains).isPresent() && !handler.endsAccount(record);
    }

    private static Optional<AccountKey> account(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.key() == null ? Optional.empty() : Optional.of(AccountKey.parse(record.key()));
        } catch (IllegalArgumentException notAnAccount) {
            return Optional.empty();
        }
    }

    /// Does what can be done about a failure, other than to try again.
    ///
    /// @return whether something could be done
    private boolean settle(Throwable failure, List<ConsumerRecord<byte[], byte[]>> visible) {
        int limit = culprit.limit();
        try {
            return switch (failure) {
                case AccountFailure of -> suspend(of.account(), of);
                case Undecodable of -> putAside(of);
                // Somebody else has appended: decided again at once, on what is there now.
                case ConcurrentAppend _ -> true;
                case Throwable other when culprit.isFoundBy(other, visible.size()) && suspended.size() < MOST_SUSPENDED_UNASKED ->
                        account(visible.getFirst()).filter(account -> suspend(account, other)).isPresent();
                default -> culprit.limit() < limit;
            };
        } catch (Overtaken overtaken) {
            throw overtaken;
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
            return false;
        }
    }

    private boolean suspend(AccountKey account, Throwable reason) {
        if (suspended.contains(account)) {
            return false;
        }
        long offset = pending.stream()
                .filter(record -> account(record).filter(account::equals).isPresent())
                .mapToLong(ConsumerRecord::offset)
                .findFirst()
                .orElse(position);
        LOG.errorf(reason, "Account %s is suspended at offset %d of %s: %s", account, offset, this, reason.getMessage());
        database.inTransaction(sql -> {
            // Who has lost the partition must not suspend anybody in it.
            move(sql, position);
            Suspensions.suspend(sql, settings.topic(), partition, account, offset, String.valueOf(reason.getMessage()));
            return null;
        });
        suspended = new HashSet<>(suspended);
        suspended.add(account);
        return true;
    }

    private boolean putAside(Undecodable failure) {
        var record = pending.stream()
                .filter(candidate -> candidate.offset() == failure.offset() && !undecodable.contains(candidate.offset()))
                .findFirst();
        record.ifPresent(letter -> {
            LOG.errorf("Offset %d of %s goes to the dead letters: %s", letter.offset(), this, failure.getMessage());
            deadLetters.put(letter, failure.getMessage());
            undecodable.add(letter.offset());
            measures.deadLetter();
        });
        return record.isPresent();
    }

    /// After a failure it is not known whether the commit went through: the database knows.
    private void catchUp() {
        long next = database.withConnection(sql -> Offsets.next(sql, settings.topic(), partition).orElse(-1));
        if (next == attempted) {
            moveTo(next);
        } else if (next != position) {
            throw new Overtaken(settings.topic(), partition, position);
        }
    }

    @Override
    public String toString() {
        return "partition " + partition + " of " + settings.topic();
    }
}
