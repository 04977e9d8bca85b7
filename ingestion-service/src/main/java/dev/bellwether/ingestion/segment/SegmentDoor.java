package dev.bellwether.ingestion.segment;

import dev.bellwether.ingestion.http.Body;
import dev.bellwether.ingestion.http.Call;
import dev.bellwether.ingestion.http.Doors;
import dev.bellwether.ingestion.http.Envelope;
import dev.bellwether.ingestion.http.HttpAnswer;
import dev.bellwether.ingestion.http.IngestRequest;
import dev.bellwether.ingestion.http.Intake;
import dev.bellwether.ingestion.http.InvalidCallException;
import dev.bellwether.ingestion.http.Item;
import dev.bellwether.ingestion.http.JsonDoor;
import dev.bellwether.ingestion.http.Limits;
import dev.bellwether.ingestion.http.Slice;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes what Segment's SDKs send, at the addresses at which they send it.
@ApplicationScoped
class SegmentDoor implements JsonDoor {

    static final String NAME = "segment";
    private static final List<String> CALLS = List.of("identify", "track", "page", "screen", "group", "alias");
    // Import is Segment's older name for it, b that of analytics.js.
    private static final List<String> BATCHES = List.of("batch", "import", "b");

    private final Doors doors;
    private final Intake intake;

    SegmentDoor(Doors doors, Intake intake) {
        this.doors = doors;
        this.intake = intake;
    }

    void open(@Observes Router router) {
        CALLS.forEach(call -> {
            doors.open(router, "/v1/" + call, call, Limits.EVENT_BYTES, this::single);
            // As analytics.js calls it.
            doors.open(router, "/v1/" + call.charAt(0), call, Limits.EVENT_BYTES, this::single);
        });
        BATCHES.forEach(batch -> doors.open(router, "/v1/" + batch, batch, Limits.BATCH_BYTES, this::batch));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Item item(IngestRequest sending, Slice json, String id) {
        return new SegmentItem(sending, BatchHeader.ofId(id), Optional.empty(), json);
    }

    private HttpAnswer single(Call call) throws Exception {
        byte[] json = Body.utf8(Body.plain(call, Limits.EVENT_BYTES));
        BatchHeader header = BatchHeader.of(Envelope.ofObject(json, BatchHeader.KEY));
        IngestRequest sending = intake.begin(call, keys(call, header));
        return intake.take(NAME, sending, json.length, List.of(Slice.of(json)),
                slice -> new SegmentItem(sending, BatchHeader.NONE, Optional.of(call.name()), slice));
    }

    private HttpAnswer batch(Call call) throws Exception {
        byte[] json = Body.utf8(Body.plain(call, Limits.BATCH_BYTES));
        Envelope envelope = Envelope.ofBatch(json, BatchHeader.EVENTS, BatchHeader.MEMBERS);
        BatchHeader header = BatchHeader.of(envelope);
        IngestRequest sending = intake.begin(call, keys(call, header));
        List<Slice> events = envelope.events()
                .orElseThrow(() -> new InvalidCallException(InvalidCallException.Code.BAD_JSON,
                        "batch is missing: it is the array of the events"));
        return intake.take(NAME, sending, json.length, events, slice -> new SegmentItem(sending, header, Optional.empty(), slice));
    }

    private static List<String> keys(Call call, BatchHeader header) {
        List<String> keys = new ArrayList<>(call.keys());
        header.writeKey().ifPresent(keys::add);
        return keys;
    }
}
