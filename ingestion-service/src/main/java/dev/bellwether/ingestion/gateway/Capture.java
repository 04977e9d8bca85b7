package dev.bellwether.ingestion.gateway;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.ingestion.backfill.Backfills;
import dev.bellwether.ingestion.v1.CapturedMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The way in for messages whose account is yet to be found: puts them on the log, answers when the log has them.
///
/// A door first [reserves][#reserve] memory for what it is about to read, and gives it back when it has answered.
@ApplicationScoped
public class Capture {

    private final GatewayLog log;
    private final InFlight inFlight;
    private final Backfills backfills;
    private final GatewayMeasures measures = new GatewayMeasures("http");

    Capture(GatewayLog log, InFlight inFlight, Backfills backfills) {
        this.log = log;
        this.inFlight = inFlight;
        this.backfills = backfills;
    }

    /// Room for bytes that a call takes until it is answered. Closed once, however often it is called.
    public interface Room extends AutoCloseable {
        @Override
        void close();
    }

    /// Never waits.
    ///
    /// @throws Refusal.Overloaded when too much is on its way
    public Room reserve(int bytes) {
        return inFlight.room(bytes);
    }

    /// Counts what a call has come to.
    public void answered(int accepted, int rejected) {
        measures.accepted(accepted);
        measures.rejected(rejected);
    }

    /// @param messages of one tenant and one backfill, each valid
    /// @return completed when all are on the replicated log; failed with [Refusal.Overloaded] when the log does not take them
    ///     in time: then some may be there, and sending them again is safe; with [Refusal.Unavailable] when it takes them at offsets that
    ///     no consumer would read
    public CompletableFuture<Void> capture(List<CapturedMessage> messages) {
        if (messages.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        String tenant = messages.getFirst().getTenant();
        String backfill = messages.getFirst().getBackfill();
        if (!backfill.isEmpty()) {
            backfills.requireOpen(tenant, backfill);
        }
        Acknowledgement acknowledgement = log.acknowledgement(Topics.CAPTURED);
        SentSpans spans = SentSpans.of(Topics.CAPTURED, backfill);
        for (CapturedMessage message : messages) {
            if (acknowledgement.hasFailed()) {
                break;
            }
            AccountKey who = who(message);
            log.send(Topics.CAPTURED, who.bytes(), message.toByteArray(), spans.headers(who, message.getEvent().getEventId()),
                    acknowledgement);
        }
        CompletableFuture<Void> logged = Gateway.whenLogged(spans.until(acknowledgement.allSent()));
        return backfill.isEmpty()
                ? logged
                : logged.thenRunAsync(() -> backfills.requireStillOpen(tenant, backfill), Thread::startVirtualThread);
    }

    /// What one person does is to stay in order; without a person, what is said of one account.
    private static AccountKey who(CapturedMessage message) {
        String who = !message.getUser().isEmpty()
                ? "user:" + message.getUser()
                : !message.getAnonymous().isEmpty() ? "anonymous:" + message.getAnonymous() : "account:" + message.getAccount();
        return new AccountKey(message.getTenant(), who);
    }
}
