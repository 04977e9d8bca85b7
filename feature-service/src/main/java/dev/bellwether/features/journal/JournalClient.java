package dev.bellwether.features.journal;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// The journal of ingestion-service.
public final class JournalClient implements JournalReader {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final int TRIES = 50;
    /// Far longer than a page takes.
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final ManagedChannel channel;
    private final Duration silence;

    public JournalClient(ManagedChannel channel) {
        this(channel, SILENCE);
    }

    /// @param silence after which the journal is asked in vain
    JournalClient(ManagedChannel channel, Duration silence) {
        this.channel = channel;
        this.silence = silence;
    }

    @Override
    public void replay(int partition, long through, Optional<AccountKey> only, Reader reader) {
        if (only.isPresent()) {
            replay(request(partition, 0, through).setTenant(only.get().tenant()).setAccount(only.get().account()).build(), through, reader);
        } else {
            replayAll(partition, 0, through, reader);
        }
    }

    @Override
    public void replay(int partition, long from, OptionalLong before, Reader reader) {
        if (before.isPresent()) {
            replayAll(partition, from, before.getAsLong() - 1, reader);
        } else {
            replay(request(partition, from, 0).build(), Long.MAX_VALUE, reader);
        }
    }

    /// The recorder publishes before it commits, so the journal may for a moment be behind what is on the log.
    private void replayAll(int partition, long from, long through, Reader reader) {
        long next = from;
        for (int tries = 0; next <= through; tries++) {
            if (tries == TRIES) {
                throw new Refusal.FailedPrecondition("the journal of partition " + partition + " ends at offset " + (next - 1)
                        + ", but offset " + through + " has been published: the journal is not that of this log, or the recorder is down");
            }
            if (tries > 0) {
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
            next = replay(request(partition, next, through).build(), through, reader);
        }
    }

    private static ReplayPartitionRequest.Builder request(int partition, long from, long through) {
        return ReplayPartitionRequest.newBuilder().setLogPartition(partition).setFromOffset(from).setThroughOffset(through);
    }

    /// @param through the last offset that is handed over
    /// @return the offset to resume at
    private long replay(ReplayPartitionRequest request, long through, Reader reader) {
        BlockingClientCall<?, ReplayPartitionResponse> pages = IngestionGrpc.newBlockingV2Stub(channel).replayPartition(request);
        try {
            long next = request.getFromOffset();
            for (ReplayPartitionResponse page = page(pages); page != null; page = page(pages)) {
                for (ReplayPartitionResponse.Entry entry : page.getEntriesList()) {
                    if (entry.getLogOffset() <= through) {
                        reader.read(entry.getLogOffset(), entry.getEntry());
                        next = entry.getLogOffset() + 1;
                    }
                }
                if (page.hasCompleteThrough()) {
                    // The last entries may have been erased.
                    next = Math.max(next, page.getCompleteThrough() + 1);
                }
            }
            return next;
        } catch (StatusException failure) {
            if (failure.getStatus().getCode() == Status.Code.UNAVAILABLE) {
                // A retry must reach the server as soon as it is back.
                channel.resetConnectBackoff();
            }
            throw failure.getStatus().asRuntimeException(failure.getTrailers());
        } finally {
            // A reader that has thrown wants no more. Of a call that has ended it changes nothing.
            pages.cancel("no more is wanted", null);
        }
    }

    /// The next one. The reader may take its time, the journal may not: what never answers would be waited for for ever.
    ///
    /// @return null when there is none
    private ReplayPartitionResponse page(BlockingClientCall<?, ReplayPartitionResponse> pages) throws StatusException {
        try {
            return pages.read(silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw Status.DEADLINE_EXCEEDED.withDescription("the journal has said nothing for " + silence.toMillis() + " ms")
                    .withCause(silent).asException();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withDescription("interrupted while waiting for the journal").withCause(interrupted).asException();
        }
    }
}
