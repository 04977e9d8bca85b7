package dev.bellwether.ingestion.cloudevents;

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
import java.util.List;

/// Takes CloudEvents 1.0 over HTTP, in the three modes of the
/// [protocol binding](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md).
@ApplicationScoped
class CloudEventsDoor implements JsonDoor {

    static final String NAME = "cloudevents";

    private final Doors doors;
    private final Intake intake;

    CloudEventsDoor(Doors doors, Intake intake) {
        this.doors = doors;
        this.intake = intake;
    }

    void open(@Observes Router router) {
        doors.open(router, "/v1/cloudevents", NAME, Limits.BATCH_BYTES, this::answer);
    }

    @Override
    public String name() {
        return NAME;
    }

    /// An event without an id is none.
    @Override
    public Item item(IngestRequest sending, Slice json, String id) {
        return new CloudEventItem(sending, json);
    }

    private HttpAnswer answer(Call call) throws Exception {
        IngestRequest sending = intake.begin(call, call.keys());
        return switch (ContentMode.of(call)) {
            case BINARY -> binary(call, sending);
            case STRUCTURED -> structured(call, sending);
            case BATCHED -> batched(call, sending);
        };
    }

    private HttpAnswer binary(Call call, IngestRequest sending) throws Exception {
        if (call.header("ce-specversion").isEmpty()) {
            throw new InvalidCallException(InvalidCallException.Code.BAD_JSON,
                    "this is no CloudEvent: send its attributes as headers (ce-specversion and so on), or"
                            + " the whole of it with Content-Type application/cloudevents+json or application/cloudevents-batch+json");
        }
        byte[] body = Body.plain(call, Limits.EVENT_BYTES);
        Data data = Data.ofBody(call.header("Content-Type"), body);
        return intake.take(NAME, sending, body.length, List.of(data),
                only -> new CloudEventItem(sending, () -> BinaryMode.members(call, only), () -> BinaryMode.id(call)));
    }

    private HttpAnswer structured(Call call, IngestRequest sending) throws Exception {
        byte[] json = Body.utf8(Body.plain(call, Limits.EVENT_BYTES));
        Envelope.ofObject(json);
        return intake.take(NAME, sending, json.length, List.of(Slice.of(json)), slice -> new CloudEventItem(sending, slice));
    }

    private HttpAnswer batched(Call call, IngestRequest sending) throws Exception {
        byte[] json = Body.utf8(Body.plain(call, Limits.BATCH_BYTES));
        return intake.take(NAME, sending, json.length, Envelope.ofArray(json), slice -> new CloudEventItem(sending, slice));
    }
}
