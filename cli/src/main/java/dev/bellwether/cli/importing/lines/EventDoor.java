package dev.bellwether.cli.importing.lines;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.json.ProtoJson;
import dev.bellwether.cli.json.UnfitJson;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.ingestion.v1.RejectedEvent;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Sends lines that are events already.
final class EventDoor implements LineDoor {

    private final Connection connection;
    private final String backfill;
    private final boolean dry;

    EventDoor(Connection connection, String backfill, boolean dry) {
        this.connection = connection;
        this.backfill = backfill;
        this.dry = dry;
    }

    @Override
    public Answer send(List<Line> batch) {
        RecordEventsRequest.Builder request = RecordEventsRequest.newBuilder().setBackfill(backfill).setValidateOnly(dry);
        List<Integer> places = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            try {
                request.addEvents(ProtoJson.read(new String(batch.get(i).json(), StandardCharsets.UTF_8), Event.newBuilder()));
                places.add(i);
            } catch (UnfitJson unfit) {
                rejected.add(new Rejected(i, unfit.field().isEmpty() ? "event" : unfit.field(), "MALFORMED", unfit.getMessage()));
            }
        }
        RecordEventsResponse response = request.getEventsCount() == 0 ? RecordEventsResponse.getDefaultInstance() : record(request.build());
        Set<Integer> refused = new HashSet<>();
        for (RejectedEvent one : response.getRejectedList()) {
            refused.add(one.getIndex());
            rejected.add(new Rejected(places.get(one.getIndex()), one.getField(), one.getReason(), one.getMessage()));
        }
        Map<String, Long> facts = new TreeMap<>();
        for (int i = 0; i < request.getEventsCount(); i++) {
            if (!refused.contains(i)) {
                facts.merge(request.getEvents(i).getFactCase().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
            }
        }
        return new Answer(rejected, facts);
    }

    private RecordEventsResponse record(RecordEventsRequest request) {
        try {
            return RetryingCall.RESTART.call(() -> connection.ingestion().recordEvents(request));
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
                throw new BatchRefused("MALFORMED", String.valueOf(refused.getStatus().getDescription()));
            }
            throw refused;
        }
    }
}
