package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.ingestion.quarantine.QuarantineName;
import dev.bellwether.ingestion.quarantine.QuarantineSelection;
import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.resubmission.Fix;
import dev.bellwether.ingestion.resubmission.Resubmitted;
import dev.bellwether.ingestion.v1.DeleteQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.QuarantineFilter;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventRequest;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventsResponse;
import dev.bellwether.ingestion.validation.Excerpt;
import dev.bellwether.ingestion.validation.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

final class QuarantineMessages {

    private static final List<String> REASONS = Arrays.stream(Reason.values()).map(Reason::name).toList();

    private QuarantineMessages() {}

    static String tenant(String parent) {
        return parent.equals("tenants/" + Quarantined.NO_TENANT) ? Quarantined.NO_TENANT : ResourceNames.parseTenant("parent", parent);
    }

    static QuarantineSelection selection(QuarantineFilter filter) {
        oneOf("filter.door", filter.getDoor(), Quarantined.DOORS);
        return new QuarantineSelection(reason("filter.reason", filter.getReason()), filter.getSource(), filter.getDoor(),
                filter.getField());
    }

    /// @param reason stands beside the filter, from before there was one
    static QuarantineSelection selection(String reason, QuarantineFilter filter) {
        QuarantineSelection selection = selection(filter);
        if (reason("reason", reason).isEmpty()) {
            return selection;
        }
        if (!selection.reason().isEmpty() && !selection.reason().equals(reason)) {
            throw new Refusal.InvalidArgument("reason", "is another one than filter.reason: give one of them");
        }
        return new QuarantineSelection(reason, selection.source(), selection.door(), selection.field());
    }

    static Fix fix(ResubmitQuarantinedEventRequest request) {
        return switch (request.getFixCase()) {
            case EVENT -> new Fix.OfEvent(request.getEvent());
            case JSON -> new Fix.OfJson(request.getJson());
            case FIX_NOT_SET -> new Fix.AsKept();
        };
    }

    static ResubmitQuarantinedEventsResponse message(ResubmitQuarantinedEventsRequest request, Resubmitted result) {
        return ResubmitQuarantinedEventsResponse.newBuilder()
                .setResubmitted(result.taken())
                .addAllStillRejected(result.stillRejected().stream()
                        .map(still -> ResubmitQuarantinedEventsResponse.StillRejected.newBuilder()
                                .setReason(still.reason())
                                .setEvents(still.events())
                                .setExample(still.example())
                                .setField(still.field())
                                .setMessage(still.message())
                                .build())
                        .toList())
                .setNextPageToken(result.next().map(next -> PageTokens.of(request, next)).orElse(""))
                .build();
    }

    /// @return empty when they are not named
    static List<UUID> names(DeleteQuarantinedEventsRequest request, String tenant) {
        boolean selects = Stream.of(request.getFilter().getReason(), request.getFilter().getSource(), request.getFilter().getDoor(),
                request.getFilter().getField()).anyMatch(value -> !value.isEmpty());
        if (Stream.of(request.getNamesCount() > 0, selects, request.getAll()).filter(given -> given).count() != 1) {
            throw new Refusal.InvalidArgument("names", "say which are to be deleted by one of names, filter and all");
        }
        List<UUID> fingerprints = new ArrayList<>();
        for (String text : request.getNamesList()) {
            QuarantineName name = QuarantineName.parse("names", text);
            if (!name.tenant().equals(tenant)) {
                throw new Refusal.InvalidArgument("names", text + " is not of " + request.getParent());
            }
            fingerprints.add(name.fingerprint());
        }
        return fingerprints;
    }

    private static String reason(String field, String reason) {
        return oneOf(field, reason, REASONS);
    }

    private static String oneOf(String field, String value, List<String> known) {
        if (!value.isEmpty() && !known.contains(value)) {
            throw new Refusal.InvalidArgument(field,
                    "must be one of " + String.join(", ", known) + ", or empty for all; not '" + Excerpt.cut(value) + "'");
        }
        return value;
    }
}
