package dev.bellwether.chassis.log;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Works through one partition, batch by batch, from the offset in the database on.
final class PartitionWorker {

    private static final Logger LOG = Logger.getLogger(PartitionWorker.class);
    private static final long WAITING_MILLIS = 20;
    private static final long FIRST_RETRY_MILLIS = 100;
    private static final long LONGEST_RETRY_MILLIS = 5_000;

    private final LogConsumerSettings settings;
    private final int partition;
    private final BatchHandler handler;
    private final Database database;
    private final DeadLetters deadLetters;
    private final IntConsumer left;
    private final RecordQueue queue;
    private final Set<AccountKey> suspended;
    private final Set<Long> undecodable = new HashSet<>();
    private final Thread thread;
    private List<ConsumerRecord<byte[], byte[]>> pending = new ArrayList<>();
    private long position;
    private volatile boolean running = true;

    /// @param left told when another owner has taken over
    PartitionWorker(
            LogConsumerSettings settings,
            int partition,
            long position,
            Set<AccountKey> suspended,
            BatchHandler handler,
            Database database,
            DeadLetters deadLetters,
            IntConsumer left) {
        this.settings = settings;
        this.partition = partition;
        this.position = position;
        this.suspended = suspended;
        this.handler = handler;
        this.database = database;
        this.deadLetters = deadLetters;
        this.left = left;
        this.queue = new RecordQueue(settings.maxRecords(), settings.maxBytes());
        this.thread = Thread.ofVirtual().name(settings.topic() + "-" + partition).start(this::run);
    }

    RecordQueue queue() {
        return queue;
    }

    /// Lets the batch under way end, and takes no other.
    void stop() {
        running = false;
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
                if (pending.isEmpty()) {
                    pending = queue.take(1_000);
                }
                if (!pending.isEmpty()) {
                    work();
                }
            }
        } catch (InterruptedException stopped) {
            running = false;
        } catch (Overtaken overtaken) {
            LOG.infof("Leaving: %s", overtaken.getMessage());
            running = false;
            left.accept(partition);
        } finally {
            handler.forget(partition);
        }
    }

    private void work() throws InterruptedException {
        long retry = FIRST_RETRY_MILLIS;
        while (running && !pending.isEmpty()) {
            try {
                boolean waits = transact();
                retry = FIRST_RETRY_MILLIS;
                if (waits) {
                    Thread.sleep(WAITING_MILLIS);
                }
            } catch (Overtaken overtaken) {
                throw overtaken;
            } catch (AccountFailure failure) {
                handler.forget(partition);
                suspend(failure);
            } catch (Undecodable failure) {
                handler.forget(partition);
                putAside(failure);
            } catch (Exception failure) {
                handler.forget(partition);
                if (!running || failure instanceof InterruptedException) {
                    return;
                }
                LOG.warnf(failure, "Partition %d of %s at offset %d is tried again in %d ms: %s",
                        partition, settings.topic(), position, retry, failure.getMessage());
                Thread.sleep(retry);
                retry = Math.min(retry * 2, LONGEST_RETRY_MILLIS);
                catchUp();
            }
        }
    }

    /// @return whether the rest has to wait
    private boolean transact() {
        List<ConsumerRecord<byte[], byte[]>> visible = visible();
        record Done(long next, boolean waits) {}
        Done done = database.inTransaction(sql -> {
            Handled handled = visible.isEmpty() ? Handled.all() : handler.handle(new PartitionBatch(settings.topic(), partition, visible), sql);
            long next = switch (handled) {
                case Handled.All _ -> pending.getLast().offset() + 1;
                case Handled.First(int records) -> after(visible, records);
                case Handled.FirstThenWait(int records) -> after(visible, records);
            };
            if (!Offsets.move(sql, settings.topic(), partition, position, next)) {
                throw new Overtaken(settings.topic(), partition, position);
            }
            return new Done(next, handled instanceof Handled.FirstThenWait);
        });
        handler.committed(partition);
        moveTo(done.next());
        return done.waits() && !pending.isEmpty();
    }

    private long after(List<ConsumerRecord<byte[], byte[]>> visible, int records) {
        if (records == 0) {
            return position;
        }
        return records == visible.size() ? pending.getLast().offset() + 1 : visible.get(records - 1).offset() + 1;
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
            if (record.offset() >= position && !undecodable.contains(record.offset()) && !isSuspended(record)) {
                visible.add(record);
            }
        }
        return visible;
    }

    private boolean isSuspended(ConsumerRecord<byte[], byte[]> record) {
        if (suspended.isEmpty() || record.key() == null) {
            return false;
        }
        try {
            return suspended.contains(AccountKey.parse(record.key()));
        } catch (IllegalArgumentException notAnAccount) {
            return false;
        }
    }

    private void suspend(AccountFailure failure) throws InterruptedException {
        AccountKey account = failure.account();
        if (suspended.contains(account)) {
            throw new IllegalStateException(account + " is suspended and was processed all the same", failure);
        }
        long offset = pending.stream()
                .filter(record -> record.key() != null && java.util.Arrays.equals(record.key(), account.bytes()))
                .mapToLong(ConsumerRecord::offset)
                .findFirst()
                .orElse(position);
        LOG.errorf(failure, "Account %s is suspended at offset %d of partition %d of %s: %s",
                account, offset, partition, settings.topic(), failure.getMessage());
        untilDone(() -> database.inTransaction(sql -> {
            Suspensions.suspend(sql, settings.topic(), partition, account, offset, String.valueOf(failure.getMessage()));
            return null;
        }));
        suspended.add(account);
    }

    private void putAside(Undecodable failure) throws InterruptedException {
        ConsumerRecord<byte[], byte[]> record = pending.stream()
                .filter(candidate -> candidate.offset() == failure.offset())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no record at offset " + failure.offset() + " in the batch", failure));
        LOG.errorf("Offset %d of partition %d of %s goes to the dead letters: %s",
                record.offset(), partition, settings.topic(), failure.getMessage());
        untilDone(() -> {
            deadLetters.put(record, failure.getMessage());
            return null;
        });
        undecodable.add(record.offset());
    }

    /// After a failure it is not known whether the commit went through: the database knows.
    private void catchUp() throws InterruptedException {
        long next = untilDone(() -> database.withConnection(sql -> Offsets.next(sql, settings.topic(), partition).orElseThrow()));
        if (next < position) {
            throw new Overtaken(settings.topic(), partition, position);
        }
        moveTo(next);
    }

    private interface Step<T> {
        T take() throws Exception;
    }

    private <T> T untilDone(Step<T> step) throws InterruptedException {
        long retry = FIRST_RETRY_MILLIS;
        while (true) {
            try {
                return step.take();
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception failure) {
                if (!running) {
                    throw new InterruptedException();
                }
                LOG.warnf("Partition %d of %s: %s; tried again in %d ms", partition, settings.topic(), failure.getMessage(), retry);
                Thread.sleep(retry);
                retry = Math.min(retry * 2, LONGEST_RETRY_MILLIS);
            }
        }
    }
}
