package dev.bellwether.features.journal;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.peers.Peers;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The journal of ingestion-service.
@ApplicationScoped
class JournalClient implements Journal {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final int TRIES = 50;

    private final ManagedChannel channel;

    JournalClient(Peers peers, @ConfigProperty(name = "bellwether.peers.ingestion", defaultValue = "localhost:8101") String ingestion) {
        channel = peers.channel(ingestion);
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

    /// @param through past which nothing is handed over, whatever comes
    /// @return the offset to go on from
    private long replay(ReplayPartitionRequest request, long through, Reader reader) {
        Context.CancellableContext call = Context.current().withCancellation();
        Context before = call.attach();
        try {
            long next = request.getFromOffset();
            Iterator<ReplayPartitionResponse> pages = IngestionGrpc.newBlockingStub(channel).replayPartition(request);
            while (pages.hasNext()) {
                ReplayPartitionResponse page = pages.next();
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
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.UNAVAILABLE) {
                // Whoever asks again means to find it as soon as it is there.
                channel.resetConnectBackoff();
            }
            throw failure;
        } finally {
            call.detach(before);
            // A reader that has thrown wants no more.
            call.cancel(null);
        }
    }

    @PreDestroy
    void close() {
        channel.shutdownNow();
    }
}
