package dev.bellwether.playbooks.api;

import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import dev.bellwether.playbooks.v1.CompleteRecommendationRequest;
import dev.bellwether.playbooks.v1.DismissRecommendationRequest;
import dev.bellwether.playbooks.v1.GetPlaybookRequest;
import dev.bellwether.playbooks.v1.GetRecommendationRequest;
import dev.bellwether.playbooks.v1.ListPlaybooksRequest;
import dev.bellwether.playbooks.v1.ListPlaybooksResponse;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsResponse;
import dev.bellwether.playbooks.v1.Playbook;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.SnoozeRecommendationRequest;
import dev.bellwether.playbooks.v1.SummarizeOutcomesRequest;
import dev.bellwether.playbooks.v1.SummarizeOutcomesResponse;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsRequest;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsResponse;
import dev.bellwether.playbooks.v1.VerifyRecommendationsRequest;
import dev.bellwether.playbooks.v1.VerifyRecommendationsResponse;
import dev.bellwether.playbooks.v1.WatchRecommendationsResponse;
import dev.bellwether.playbooks.verification.RecommendationVerification;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/// [bellwether.playbooks.v1.Playbooks]. Calls that wait for something do so on virtual threads.
@GrpcService
public class PlaybooksGrpcService extends PlaybooksGrpc.PlaybooksImplBase {
    private final RecommendationCalls recommendations;
    private final PlaybookCalls playbooks;
    private final RecommendationVerification verifier;
    private final WatchCall watch;
    private final int partitions;

    PlaybooksGrpcService(
            RecommendationCalls recommendations,
            PlaybookCalls playbooks,
            RecommendationVerification verifier,
            WatchCall watch,
            PartitionsConfig partitions) {
        this.recommendations = recommendations;
        this.playbooks = playbooks;
        this.verifier = verifier;
        this.watch = watch;
        this.partitions = partitions.count();
    }

    @Override
    public void listRecommendations(ListRecommendationsRequest request, StreamObserver<ListRecommendationsResponse> caller) {
        VirtualCalls.answer(caller, () -> recommendations.list(request));
    }

    @Override
    public void getRecommendation(GetRecommendationRequest request, StreamObserver<Recommendation> caller) {
        VirtualCalls.answer(caller, () -> recommendations.get(request));
    }

    @Override
    public void acceptRecommendation(AcceptRecommendationRequest request, StreamObserver<Recommendation> caller) {
        VirtualCalls.answer(caller, () -> recommendations.accept(request));
    }

    @Override
    public void snoozeRecommendation(SnoozeRecommendationRequest request, StreamObserver<Recommendation> caller) {
        VirtualCalls.answer(caller, () -> recommendations.snooze(request));
    }

    @Override
    public void dismissRecommendation(DismissRecommendationRequest request, StreamObserver<Recommendation> caller) {
        VirtualCalls.answer(caller, () -> recommendations.dismiss(request));
    }

    @Override
    public void completeRecommendation(CompleteRecommendationRequest request, StreamObserver<Recommendation> caller) {
        VirtualCalls.answer(caller, () -> recommendations.complete(request));
    }

    @Override
    public void summarizeRecommendations(
            SummarizeRecommendationsRequest request, StreamObserver<SummarizeRecommendationsResponse> caller) {
        VirtualCalls.answer(caller, () -> recommendations.summarize(request));
    }

    @Override
    public void summarizeOutcomes(SummarizeOutcomesRequest request, StreamObserver<SummarizeOutcomesResponse> caller) {
        VirtualCalls.answer(caller, () -> recommendations.summarizeOutcomes(request));
    }

    @Override
    public void listPlaybooks(ListPlaybooksRequest request, StreamObserver<ListPlaybooksResponse> caller) {
        VirtualCalls.answer(caller, () -> playbooks.list(request));
    }

    @Override
    public void getPlaybook(GetPlaybookRequest request, StreamObserver<Playbook> caller) {
        VirtualCalls.answer(caller, () -> playbooks.get(request));
    }

    @Override
    public void verifyRecommendations(VerifyRecommendationsRequest request, StreamObserver<VerifyRecommendationsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            int partition = request.getLogPartition();
            if (partition < 0 || partition >= partitions) {
                throw new Refusal.InvalidArgument("log_partition", "is one of 0 to " + (partitions - 1));
            }
            return verifier.verify(partition);
        });
    }

    @Override
    public void watchRecommendations(
            dev.bellwether.playbooks.v1.WatchRecommendationsRequest request, StreamObserver<WatchRecommendationsResponse> caller) {
        watch.start(request, caller);
    }
}
