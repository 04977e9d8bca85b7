package dev.bellwether.features.refold;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.peers.Peers;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import io.grpc.ManagedChannel;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
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

    /// The recorder publishes before it commits, so the journal may for a moment be behind what has been folded.
    @Override
    public void replay(int partition, long through, Optional<AccountKey> only, Reader reader) {
        long next = 0;
        for (int tries = 0; next <= through; tries++) {
            if (tries == TRIES) {
                throw new Refusal.FailedPrecondition("the journal of partition " + partition + " ends at offset " + (next - 1)
                        + ", but offset " + through + " has been folded: the journal is not that of this log, or the recorder is down");
            }
            if (tries > 0) {
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
            next = replay(partition, next, through, only, reader);
            if (only.isPresent()) {
                return;
            }
        }
    }

    private long replay(int partition, long from, long through, Optional<AccountKey> only, Reader reader) {
        Iterator<ReplayPartitionResponse> pages = IngestionGrpc.newBlockingStub(channel)
                .replayPartition(ReplayPartitionRequest.newBuilder()
                        .setLogPartition(partition)
                        .setFromOffset(from)
                        .setThroughOffset(through)
                        .setTenant(only.map(AccountKey::tenant).orElse(""))
                        .setAccount(only.map(AccountKey::account).orElse(""))
                        .build());
        long next = from;
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
    }

    @PreDestroy
    void close() {
        channel.shutdownNow();
    }
}
