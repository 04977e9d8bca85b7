package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.access.Caller;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.calls.LongCalls;
import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.ingestion.account.AccountDirectory;
import dev.bellwether.ingestion.backfill.BackfillRun;
import dev.bellwether.ingestion.backfill.Backfills;
import dev.bellwether.ingestion.gateway.EventBatch;
import dev.bellwether.ingestion.gateway.Gateway;
import dev.bellwether.ingestion.replay.Replay;
import dev.bellwether.ingestion.timeline.Timeline;
import dev.bellwether.ingestion.v1.AbandonBackfillRequest;
import dev.bellwether.ingestion.v1.Backfill;
import dev.bellwether.ingestion.v1.BeginBackfillRequest;
import dev.bellwether.ingestion.v1.DeleteQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.DeleteQuarantinedEventsResponse;
import dev.bellwether.ingestion.v1.FinishBackfillRequest;
import dev.bellwether.ingestion.v1.GetBackfillRequest;
import dev.bellwether.ingestion.v1.GetQuarantinedEventRequest;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.ListAccountsRequest;
import dev.bellwether.ingestion.v1.ListAccountsResponse;
import dev.bellwether.ingestion.v1.ListBackfillsRequest;
import dev.bellwether.ingestion.v1.ListBackfillsResponse;
import dev.bellwether.ingestion.v1.ListEventsRequest;
import dev.bellwether.ingestion.v1.ListEventsResponse;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsResponse;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventRequest;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventResponse;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventsResponse;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.vertx.core.Vertx;
import java.util.List;

@GrpcService
class IngestionGrpcService implements BindableService, IngestionGrpc.AsyncService {

    private final Gateway gateway;
    private final LongCalls calls;
    private final AnswerStreams streams;
    private final Backfills backfills;
    private final AccountDirectory accounts;
    private final Timeline timeline;
    private final Replay replay;
    private final QuarantineCalls quarantine;
    private final int partitions;

    IngestionGrpcService(
            Gateway gateway,
            LongCalls calls,
            AnswerStreams streams,
            Backfills backfills,
            AccountDirectory accounts,
            Timeline timeline,
            Replay replay,
            QuarantineCalls quarantine,
            PartitionsConfig partitions) {
        this.gateway = gateway;
        this.calls = calls;
        this.streams = streams;
        this.backfills = backfills;
        this.accounts = accounts;
        this.timeline = timeline;
        this.replay = replay;
        this.quarantine = quarantine;
        this.partitions = partitions.count();
    }

    /// The generated service, but for the two methods through which events come: they take their requests as bytes.
    @Override
    public ServerServiceDefinition bindService() {
        return BatchMethods.in(IngestionGrpc.bindService(this), this::recordBatch, this::streamBatches);
    }

    private void recordBatch(EventBatch batch, StreamObserver<RecordEventsResponse> caller) {
        VirtualCalls.answer(caller, () -> gateway.record(batch, Caller.current()).get());
    }

    private StreamObserver<EventBatch> streamBatches(StreamObserver<RecordEventsResponse> caller) {
        return EventStream.open(gateway, calls, Caller.current(), caller, Vertx.currentContext());
    }

    @Override
    public void beginBackfill(BeginBackfillRequest request, StreamObserver<Backfill> caller) {
        VirtualCalls.answer(caller, () -> backfill(backfills.begin(
                ResourceNames.parseTenant("parent", request.getParent()), Backfills.requireId("backfill_id", request.getBackfillId()))));
    }

    private Backfill backfill(BackfillRun run) {
        return BackfillMessages.of(run, backfills.contents(run.tenant(), List.of(run)).getFirst());
    }

    @Override
    public void finishBackfill(FinishBackfillRequest request, StreamObserver<Backfill> caller) {
        VirtualCalls.answer(caller, () -> {
            BackfillMessages.Name name = BackfillMessages.parse("name", request.getName());
            return backfill(backfills.finish(name.tenant(), name.backfill()));
        });
    }

    @Override
    public void getBackfill(GetBackfillRequest request, StreamObserver<Backfill> caller) {
        VirtualCalls.answer(caller, () -> {
            BackfillMessages.Name name = BackfillMessages.parse("name", request.getName());
            return backfill(backfills.find(name.tenant(), name.backfill()));
        });
    }

    @Override
    public void abandonBackfill(AbandonBackfillRequest request, StreamObserver<Backfill> caller) {
        VirtualCalls.answer(caller, () -> {
            BackfillMessages.Name name = BackfillMessages.parse("name", request.getName());
            return backfill(backfills.abandon(name.tenant(), name.backfill()));
        });
    }

    @Override
    public void listBackfills(ListBackfillsRequest request, StreamObserver<ListBackfillsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            String tenant = ResourceNames.parseTenant("parent", request.getParent());
            Backfills.Page page = backfills.page(tenant,
                    PageTokens.backfills(request), PageToken.size(request));
            return ListBackfillsResponse.newBuilder()
                    .addAllBackfills(BackfillMessages.of(page.runs(), backfills.contents(tenant, page.runs())))
                    .setNextPageToken(page.next().map(next -> PageTokens.of(request, next)).orElse(""))
                    .build();
        });
    }

    @Override
    public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            AccountKey account = ResourceNames.parseAccount("parent", request.getParent());
            Timeline.Page page = timeline.page(
                    account, PageTokens.timeline(request), PageToken.size(request));
            if (page.events().isEmpty() && request.getPageToken().isEmpty()) {
                throw new Refusal.NotFound(request.getParent(), "nothing is recorded for " + request.getParent());
            }
            return ListEventsResponse.newBuilder()
                    .addAllEvents(page.events())
                    .setNextPageToken(page.next().map(next -> PageTokens.of(request, next)).orElse(""))
                    .build();
        });
    }

    @Override
    public void listAccounts(ListAccountsRequest request, StreamObserver<ListAccountsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            String tenant = ResourceNames.parseTenant("parent", request.getParent());
            return AccountMessages.of(request, tenant, accounts.page(
                    tenant, String.join("", PageToken.position(request, 1)), PageToken.size(request)));
        });
    }

    @Override
    public void replayPartition(ReplayPartitionRequest request, StreamObserver<ReplayPartitionResponse> caller) {
        streams.answer("ReplayPartition", caller, pages -> replay.begin(ReplayMessages.scope(request, partitions)).forEach(pages::send));
    }

    @Override
    public void listQuarantinedEvents(ListQuarantinedEventsRequest request, StreamObserver<ListQuarantinedEventsResponse> caller) {
        VirtualCalls.answer(caller, () -> quarantine.list(request));
    }

    @Override
    public void getQuarantinedEvent(GetQuarantinedEventRequest request, StreamObserver<QuarantinedEvent> caller) {
        VirtualCalls.answer(caller, () -> quarantine.find(request));
    }

    @Override
    public void resubmitQuarantinedEvent(ResubmitQuarantinedEventRequest request, StreamObserver<ResubmitQuarantinedEventResponse> caller) {
        VirtualCalls.answer(caller, () -> quarantine.resubmit(request));
    }

    @Override
    public void resubmitQuarantinedEvents(ResubmitQuarantinedEventsRequest request,
            StreamObserver<ResubmitQuarantinedEventsResponse> caller) {
        VirtualCalls.answer(caller, () -> quarantine.resubmit(request));
    }

    @Override
    public void deleteQuarantinedEvents(DeleteQuarantinedEventsRequest request, StreamObserver<DeleteQuarantinedEventsResponse> caller) {
        VirtualCalls.answer(caller, () -> quarantine.delete(request));
    }
}
