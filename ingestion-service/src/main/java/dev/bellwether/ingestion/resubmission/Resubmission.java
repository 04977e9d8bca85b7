package dev.bellwether.ingestion.resubmission;

import dev.bellwether.ingestion.gateway.Capture;
import dev.bellwether.ingestion.gateway.Gateway;
import dev.bellwether.ingestion.quarantine.QuarantineList;
import dev.bellwether.ingestion.quarantine.QuarantineName;
import dev.bellwether.ingestion.quarantine.QuarantineRemoval;
import dev.bellwether.ingestion.quarantine.QuarantineSelection;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.ingestion.validation.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// Sends rejected events again, and takes them out of the quarantine when the log has them. Killed in between, an event is
/// sent once more with the id that it has, and counts once.
@ApplicationScoped
public class Resubmission {

    private static final int PAGE = 200;

    private final QuarantineList list;
    private final QuarantineRemoval removal;
    private final EventRepair repair;
    private final Gateway gateway;
    private final Capture capture;

    Resubmission(QuarantineList list, QuarantineRemoval removal, EventRepair repair, Gateway gateway, Capture capture) {
        this.list = list;
        this.removal = removal;
        this.repair = repair;
        this.gateway = gateway;
        this.capture = capture;
    }

    /// @param dry whether to check only
    /// @return what it has become, empty when its sender says that it is not meant for Bellwether
    /// @throws Rejection when it is still wrong: then it stays
    public Optional<Event> resubmit(QuarantineName name, Fix fix, boolean dry) throws InterruptedException, ExecutionException {
        QuarantinedEvent kept = list.find(name);
        RepairedEvent mended = repair.mend(kept, fix);
        if (!dry) {
            send(List.of(mended));
            removal.removeSent(List.of(kept));
        }
        return mended.result();
    }

    /// Each as it was kept, last seen first.
    ///
    /// @param limit of events to look at
    public Resubmitted resubmit(String tenant, QuarantineSelection selection, Optional<QuarantineList.Position> after, int limit,
            boolean dry)
            throws InterruptedException, ExecutionException {
        Resubmitted result = new Resubmitted();
        Optional<QuarantineList.Position> position = after;
        int left = limit;
        do {
            QuarantineList.Page page = list.page(tenant, selection, position, Math.min(left, PAGE));
            resubmit(page.events(), result, dry);
            left -= page.events().size();
            position = page.next();
        } while (position.isPresent() && left > 0);
        return result.endingAt(position);
    }

    private void resubmit(List<QuarantinedEvent> page, Resubmitted result, boolean dry) throws InterruptedException, ExecutionException {
        List<QuarantinedEvent> good = new ArrayList<>();
        List<RepairedEvent> mended = new ArrayList<>();
        for (QuarantinedEvent kept : page) {
            try {
                mended.add(repair.mend(kept, new Fix.AsKept()));
                good.add(kept);
            } catch (Rejection rejection) {
                result.stillRejected(kept, rejection);
            }
        }
        if (!dry) {
            send(mended);
            removal.removeSent(good);
        }
        result.taken(good.size());
    }

    private void send(List<RepairedEvent> mended) throws InterruptedException, ExecutionException {
        List<Event> events = new ArrayList<>();
        List<CapturedMessage> messages = new ArrayList<>();
        for (RepairedEvent one : mended) {
            switch (one) {
                case RepairedEvent.Recorded(Event event) -> events.add(event);
                case RepairedEvent.Captured(CapturedMessage message) -> messages.add(message);
                case RepairedEvent.NotMeant() -> {}
            }
        }
        if (!events.isEmpty()) {
            gateway.send(events).get();
        }
        if (!messages.isEmpty()) {
            try (Capture.Room _ = capture.reserve(messages.stream().mapToInt(CapturedMessage::getSerializedSize).sum())) {
                capture.capture(messages).get();
            }
        }
    }
}
