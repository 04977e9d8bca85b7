package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.log.recovery.ArchiveReading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Records of one partition between the poll loop and the partition's worker. What piles up while a batch is being
/// processed makes the next batch larger.
final class RecordQueue implements ArchiveReading.Receiver {

    private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int maxRecords;
    private final long maxBytes;
    private final ConsumerRuntime.Monitor monitor;
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private long bytes;
    private OptionalLong continuation = OptionalLong.empty();
    private boolean closed;

    RecordQueue(int maxRecords, long maxBytes, ConsumerRuntime runtime) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        this.monitor = runtime.monitor();
    }

    void add(List<ConsumerRecord<byte[], byte[]>> polled) {
        monitor.lock();
        try {
            for (var record : polled) {
                records.add(record);
                bytes += size(record);
            }
            monitor.signalAll();
        } finally {
            monitor.unlock();
        }
    }

    /// Waits until there is room.
    ///
    /// @return false when it is closed, or the thread is interrupted: nothing has been taken
    @Override
    public boolean put(List<ConsumerRecord<byte[], byte[]>> read) {
        monitor.lock();
        try {
            while (!closed && isFull()) {
                monitor.await(LONGEST_WAIT_NANOS);
            }
            if (!closed) {
                add(read);
            }
            return !closed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            monitor.unlock();
        }
    }

    /// No record follows those in the queue; the log resumes at this offset.
    @Override
    public void end(long continuation) {
        monitor.lock();
        try {
            this.continuation = OptionalLong.of(continuation);
            monitor.signalAll();
        } finally {
            monitor.unlock();
        }
    }

    /// The offset to resume at, when all records have been taken and none follows.
    OptionalLong continuation() {
        monitor.lock();
        try {
            return records.isEmpty() && !closed ? continuation : OptionalLong.empty();
        } finally {
            monitor.unlock();
        }
    }

    /// A batch's worth is waiting: the poll loop pauses the partition.
    boolean isFull() {
        monitor.lock();
        try {
            return records.size() >= maxRecords || bytes >= maxBytes;
        } finally {
            monitor.unlock();
        }
    }

    /// Waits for records. Empty when closed, at the end, or when the time has passed.
    List<ConsumerRecord<byte[], byte[]>> take(long millis) throws InterruptedException {
        return take(maxRecords, maxBytes, millis);
    }

    List<ConsumerRecord<byte[], byte[]>> take(int mostRecords, long mostBytes, long millis) throws InterruptedException {
        monitor.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (records.isEmpty() && !closed && continuation.isEmpty() && nanos > 0) {
                nanos = monitor.await(nanos);
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
            monitor.signalAll();
            return taken;
        } finally {
            monitor.unlock();
        }
    }

    void close() {
        monitor.lock();
        try {
            closed = true;
            records.clear();
            bytes = 0;
            monitor.signalAll();
        } finally {
            monitor.unlock();
        }
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? 0 : record.value().length;
    }
}
