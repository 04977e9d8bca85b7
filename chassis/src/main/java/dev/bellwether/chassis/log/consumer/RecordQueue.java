package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.log.recovery.ArchiveReading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Records of one partition between the poll loop and the partition's worker. What piles up while a batch is being
/// processed makes the next batch larger.
final class RecordQueue implements ArchiveReading.Receiver {

    private final int maxRecords;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private long bytes;
    private OptionalLong continuation = OptionalLong.empty();
    private boolean closed;

    RecordQueue(int maxRecords, long maxBytes) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
    }

    void add(List<ConsumerRecord<byte[], byte[]>> polled) {
        lock.lock();
        try {
            for (var record : polled) {
                records.add(record);
                bytes += size(record);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is room.
    ///
    /// @return false when it is closed, or the thread is interrupted: nothing has been taken
    @Override
    public boolean put(List<ConsumerRecord<byte[], byte[]>> read) {
        lock.lock();
        try {
            while (!closed && isFull()) {
                changed.await();
            }
            if (!closed) {
                add(read);
            }
            return !closed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Nothing comes behind what is in here, and it is gone on with at this offset of the log.
    @Override
    public void end(long continuation) {
        lock.lock();
        try {
            this.continuation = OptionalLong.of(continuation);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Where to go on, when all has been taken and nothing comes.
    OptionalLong continuation() {
        lock.lock();
        try {
            return records.isEmpty() && !closed ? continuation : OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    /// A batch's worth is waiting: the poll loop pauses the partition.
    boolean isFull() {
        lock.lock();
        try {
            return records.size() >= maxRecords || bytes >= maxBytes;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for records. Empty when closed, at the end, or when the time has passed.
    List<ConsumerRecord<byte[], byte[]>> take(long millis) throws InterruptedException {
        return take(maxRecords, maxBytes, millis);
    }

    List<ConsumerRecord<byte[], byte[]>> take(int mostRecords, long mostBytes, long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (records.isEmpty() && !closed && continuation.isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>(Math.min(records.size(), mostRecords));
            long takenBytes = 0;
            while (!closed && !records.isEmpty() && taken.size() < mostRecords) {
                long size = size(records.peek());
                if (!taken.isEmpty() && takenBytes + size > mostBytes) {
                    break;
                }
                taken.add(records.poll());
                takenBytes += size;
                bytes -= size;
            }
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            records.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? 0 : record.value().length;
    }
}
