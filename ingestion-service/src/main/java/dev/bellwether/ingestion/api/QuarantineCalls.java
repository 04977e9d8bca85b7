package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.ingestion.quarantine.QuarantineList;
import dev.bellwether.ingestion.quarantine.QuarantineName;
import dev.bellwether.ingestion.quarantine.QuarantineRemoval;
import dev.bellwether.ingestion.resubmission.Resubmission;
import dev.bellwether.ingestion.v1.DeleteQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.DeleteQuarantinedEventsResponse;
import dev.bellwether.ingestion.v1.GetQuarantinedEventRequest;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsResponse;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventRequest;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventResponse;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventsResponse;
import dev.bellwether.ingestion.validation.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/// The calls that are about the quarantine.
@ApplicationScoped
class QuarantineCalls {

    private final QuarantineList list;
    private final QuarantineRemoval removal;
    private final Resubmission resubmission;

    QuarantineCalls(QuarantineList list, QuarantineRemoval removal, Resubmission resubmission) {
        this.list = list;
        this.removal = removal;
        this.resubmission = resubmission;
    }

    ListQuarantinedEventsResponse list(ListQuarantinedEventsRequest request) {
        String tenant = QuarantineMessages.tenant(request.getParent());
        QuarantineList.Page page = list.page(
                tenant,
                QuarantineMessages.selection(request.getReason(), request.getFilter()),
                PageTokens.quarantine(request),
                PageToken.size(request));
        return ListQuarantinedEventsResponse.newBuilder()
                .addAllEvents(page.events())
                .addAllOverflows(request.getPageToken().isEmpty() ? list.overflows(tenant) : List.of())
                .setNextPageToken(page.next().map(next -> PageTokens.of(request, next)).orElse(""))
                .build();
    }

    QuarantinedEvent find(GetQuarantinedEventRequest request) {
        return list.find(QuarantineName.parse("name", request.getName()));
    }

    ResubmitQuarantinedEventResponse resubmit(ResubmitQuarantinedEventRequest request) throws InterruptedException, ExecutionException {
        try {
            ResubmitQuarantinedEventResponse.Builder response = ResubmitQuarantinedEventResponse.newBuilder();
            resubmission
                    .resubmit(QuarantineName.parse("name", request.getName()), QuarantineMessages.fix(request), request.getValidateOnly())
                    .ifPresent(response::setEvent);
            return response.build();
        } catch (Rejection still) {
            throw new Refusal.InvalidArgument(still.field(), still.reason().name(), still.getMessage() + " (" + still.reason() + ")");
        }
    }

    ResubmitQuarantinedEventsResponse resubmit(ResubmitQuarantinedEventsRequest request) throws InterruptedException, ExecutionException {
        return QuarantineMessages.message(request, resubmission.resubmit(
                QuarantineMessages.tenant(request.getParent()),
                QuarantineMessages.selection(request.getFilter()),
                PageTokens.quarantine(request),
                PageToken.size(request),
                request.getValidateOnly()));
    }

    DeleteQuarantinedEventsResponse delete(DeleteQuarantinedEventsRequest request) {
        String tenant = QuarantineMessages.tenant(request.getParent());
        List<UUID> names = QuarantineMessages.names(request, tenant);
        return DeleteQuarantinedEventsResponse.newBuilder()
                .setDeleted(names.isEmpty()
                        ? removal.delete(tenant, QuarantineMessages.selection(request.getFilter()), request.getValidateOnly())
                        : removal.delete(tenant, names, request.getValidateOnly()))
                .build();
    }
}
