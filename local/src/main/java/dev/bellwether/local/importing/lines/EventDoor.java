package dev.bellwether.local.importing.lines;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.ingestion.v1.RejectedEvent;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.sending.Patience;
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
import java.util.regex.Pattern;

/// Sends lines that are events already.
final class EventDoor implements LineDoor {

    private static final Pattern PARSERS_OWN = Pattern.compile("^[a-z.]+\\.[A-Za-z]*Exception: | at line \\d+ column \\d+ path \\S*|\\s*See https?://\\S+");

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
                Event.Builder event = Event.newBuilder();
                JsonFormat.parser().merge(new String(batch.get(i).json(), StandardCharsets.UTF_8), event);
                request.addEvents(event);
                places.add(i);
            } catch (InvalidProtocolBufferException broken) {
                rejected.add(new Rejected(i, "event", "MALFORMED", "is no Event in protobuf's JSON form: " + fault(broken)));
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
            return Patience.RESTART.call(() -> connection.ingestion().recordEvents(request));
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
                throw new BatchRefused("MALFORMED", String.valueOf(refused.getStatus().getDescription()));
            }
            throw refused;
        }
    }

    /// What is wrong, without what is the parser's own.
    private static String fault(InvalidProtocolBufferException broken) {
        return PARSERS_OWN.matcher(String.valueOf(broken.getMessage()).lines().findFirst().orElse("")).replaceAll("");
    }
}
