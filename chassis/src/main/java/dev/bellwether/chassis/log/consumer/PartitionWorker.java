package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.checkpoint.ArchivedOffset;
import dev.bellwether.chassis.log.checkpoint.FencedException;
import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.recovery.Archive;
import dev.bellwether.chassis.log.recovery.ArchiveReading;
import dev.bellwether.chassis.sql.ConcurrentChangeException;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.tracing.Spans;
import dev.bellwether.chassis.work.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Works through one partition, batch by batch, from the offset in the database on.
final class PartitionWorker {

    private static final Logger LOG = Logger.getLogger(PartitionWorker.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LATEST_RETRY = Duration.ofSeconds(5);
    private static final Duration WAITING = Duration.ofMillis(20);
    private static final long QUIET_MILLIS = 1_000;

    private final LogConsumerSettings settings;
    private final int partition;
    private final long begunAt;
    private final BatchHandler handlers;
    private final Database database;
    private final PoisonRecordHandler poisonRecords;
    private final ConsumerMeasures measures;
    private final RecordSpans spans;
    private final IntConsumer left;
    private final RecordQueue queue;
    private final Backoff backoff;
    private final ConsumerRuntime runtime;
    private final StopSignal stopped;
    private final ConsumerRuntime.Task task;
    /// Of the task; another one after each failure.
    private PartitionHandler handler;
    private List<ConsumerRecord<byte[], byte[]>> pending = List.of();
    /// The database's offset, as far as known, and the one that the last transaction has tried to move it to.
    private volatile long position;
    private long attempted;
    private volatile boolean running = true;
    /// What it is fed from while it stands in the archive.
    private volatile Optional<ArchiveReading> archive = Optional.empty();
    private volatile LongConsumer arrived = _ -> {};

    /// @param left told when the worker has ended by itself: another owner has taken over, or the unforeseen
    PartitionWorker(
            LogConsumerSettings settings,
            int partition,
            long position,
            Set<AccountKey> suspended,
            BatchHandler handlers,
            Database database,
            DeadLetters deadLetters,
            ConsumerMeasures measures,
            ConsumerRuntime runtime,
            IntConsumer left) {
        this.settings = settings;
        this.partition = partition;
        this.begunAt = position;
        this.position = position;
        this.attempted = position;
        this.handlers = handlers;
        this.handler = handlers.open(partition);
        this.database = database;
        this.spans = new RecordSpans(Spans.tracer(), settings.service(), settings.topic(), partition);
        this.poisonRecords = new PoisonRecordHandler(
                settings.topic(), partition, suspended, record -> handler.endsAccount(record), database, deadLetters, measures, spans);
        this.measures = measures;
        this.left = left;
        this.queue = new RecordQueue(settings.maxRecords(), settings.maxBytes(), runtime);
        this.runtime = runtime;
        this.backoff = new Backoff(FIRST_RETRY, LATEST_RETRY, runtime::jitter);
        this.stopped = new StopSignal(runtime);
        this.task = runtime.start(settings.topic() + "-" + partition, this::run);
    }

    RecordQueue queue() {
        return queue;
    }

    /// What the log no longer has comes from the archive. To be called at once, when the position is there.
    ///
    /// @param arrived receives the offset at which the log resumes, when this worker has reached it and ended
    void readFrom(Archive from, LongConsumer arrived) {
        this.arrived = arrived;
        archive = Optional.of(ArchiveReading.start(
                settings.kafka(), new TopicPartition(settings.topic(), partition), from, ArchivedOffset.place(position), queue));
    }

    boolean isFedByArchive() {
        return archive.isPresent();
    }

    /// How many records there are that are not committed yet, as far as known.
    ///
    /// @param end of the log
    long behind(long end) {
        long at = position;
        return ArchivedOffset.is(at) ? archive.map(reading -> reading.behind(at, end)).orElse(end) : Math.max(0, end - at);
    }

    /// Lets the batch under way end, and takes no other.
    void stop() {
        running = false;
        stopped.give();
        queue.close();
        archive.ifPresent(ArchiveReading::stop);
    }

    /// Waits for it to end after [#stop]; interrupts it when it does not in time. What it does after that is undone: its
    /// commit is fenced as soon as another worker has moved the offset.
    boolean hasEnded(Duration patience) {
        try {
            if (task.join(patience)) {
                return true;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        task.interrupt();
        return false;
    }

    boolean isAlive() {
        return task.isAlive();
    }

    private void run() {
        try {
            while (running) {
                pending = queue.take(QUIET_MILLIS);
                if (pending.isEmpty() && queue.continuation().isPresent()) {
                    goOnInLog(queue.continuation().getAsLong());
                    return;
                }
                spans.begin(pending);
                long begun = runtime.nanoTime();
                workOff();
                rest(begun);
            }
        } catch (InterruptedException end) {
            // An intended interrupt comes after stop().
            if (running) {
                LOG.warnf("The worker of %s was interrupted and is started again", this);
                leave();
            }
        } catch (FencedException overtaken) {
            LOG.infof("Leaving: %s", overtaken.getMessage());
            leave();
        } catch (Throwable unforeseen) {
            LOG.errorf(unforeseen, "The worker of %s has ended and is started again", this);
            leave();
        } finally {
            handler.close();
            spans.leave();
        }
    }

    private void rest(long begun) throws InterruptedException {
        long rest = settings.pace().toNanos() - (runtime.nanoTime() - begun);
        if (rest > 0 && !queue.isFull()) {
            stopped.pause(Duration.ofNanos(rest));
        }
    }

    /// The archive has been read to its end.
    private void goOnInLog(long first) {
        database.inTransaction(sql -> {
            checkpoint().compareAndSet(sql, position, first);
            return null;
        });
        if (position > begunAt) {
            LOG.infof("%s has read from the archive what the log no longer had, and continues at offset %d", this, first);
        }
        running = false;
        arrived.accept(first);
    }

    private void leave() {
        running = false;
        left.accept(partition);
    }

    private void reopen() {
        handler.close();
        handler = handlers.open(partition);
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
                visible = poisonRecords.visible(pending);
                boolean waits = transact(visible);
                backoff.reset();
                poisonRecords.succeeded();
                if (waits) {
                    stopped.pause(WAITING);
                }
            } catch (FencedException | InterruptedException end) {
                throw end;
            } catch (SuspensionsChanged changed) {
                reopen();
                poisonRecords.changed(changed.suspended());
            } catch (ConcurrentChangeException lost) {
                // Everyday life, and nothing was written: what has won is committed, so decide again on it at once.
                reopen();
            } catch (Throwable failure) {
                reopen();
                spans.retried(failure);
                certain = false;
                if (running && !poisonRecords.settle(failure, pending, visible, position)) {
                    Duration delay = backoff.next();
                    LOG.warnf(failure, "%s at offset %d is tried again in %d ms: %s", this, position, delay.toMillis(),
                            failure.getMessage());
                    stopped.pause(delay);
                }
            }
        }
    }

    /// One batch, one transaction.
    ///
    /// @return whether the rest has to wait
    private boolean transact(List<ConsumerRecord<byte[], byte[]>> visible) {
        long begun = runtime.nanoTime();
        boolean waits = database.inTransaction(sql -> {
            BatchProgress handled = visible.isEmpty()
                    ? BatchProgress.all()
                    : handler.handle(new PartitionBatch(settings.topic(), partition, visible, poisonRecords.suspended(), spans.parents()),
                            sql);
            attempted = switch (handled) {
                case BatchProgress.All _ -> after(visible, visible.size());
                case BatchProgress.First(int records) -> after(visible, records);
                case BatchProgress.FirstThenWait(int records) -> after(visible, records);
            };
            poisonRecords.move(sql, position, attempted);
            return handled instanceof BatchProgress.FirstThenWait;
        });
        measures.committed(attempted - position, runtime.nanoTime() - begun);
        handler.committed();
        moveTo(attempted);
        return waits && !pending.isEmpty();
    }

    private long after(List<ConsumerRecord<byte[], byte[]>> visible, int records) {
        boolean everything = records == visible.size() && !poisonRecords.isCutShort(visible);
        if (everything) {
            return pending.getLast().offset() + 1;
        }
        return records == 0 ? position : visible.get(records - 1).offset() + 1;
    }

    private void moveTo(long next) {
        position = next;
        spans.committed(next);
        if (pending.getLast().offset() < next) {
            pending = List.of();
            poisonRecords.passed();
        } else {
            pending = pending.stream().filter(record -> record.offset() >= next).toList();
        }
    }

    /// After a failure it is not known whether the commit went through: the database knows.
    private void catchUp() {
        long next = database.withConnection(sql -> checkpoint().load(sql).orElse(-1));
        if (next == attempted) {
            moveTo(next);
        } else if (next != position) {
            throw new FencedException(settings.topic(), partition, position);
        }
    }

    private OffsetCheckpoint checkpoint() {
        return new OffsetCheckpoint(settings.topic(), partition);
    }

    @Override
    public String toString() {
        return "partition " + partition + " of " + settings.topic();
    }
}
