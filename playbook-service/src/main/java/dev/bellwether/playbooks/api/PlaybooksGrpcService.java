package dev.bellwether.playbooks.api;

import dev.bellwether.chassis.errors.GrpcErrors;
import dev.bellwether.chassis.errors.Refusal;
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
import dev.bellwether.playbooks.v1.RecommendationChanged;
import dev.bellwether.playbooks.v1.SnoozeRecommendationRequest;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsRequest;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsResponse;
import dev.bellwether.playbooks.v1.VerifyPartitionRequest;
import dev.bellwether.playbooks.v1.VerifyPartitionResponse;
import dev.bellwether.playbooks.verification.PartitionVerifier;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// [bellwether.playbooks.v1.Playbooks]. Calls on virtual threads; watching alone stays on the event loop, since it waits for nothing.
@GrpcService
public class PlaybooksGrpcService extends PlaybooksGrpc.PlaybooksImplBase {
    private final RecommendationCalls recommendations;
    private final PlaybookCalls playbooks;
    private final PartitionVerifier verifier;
    private final WatchCall watch;
    private final int partitions;

    PlaybooksGrpcService(
            RecommendationCalls recommendations,
            PlaybookCalls playbooks,
            PartitionVerifier verifier,
            WatchCall watch,
            @ConfigProperty(name = "bellwether.partitions") int partitions) {
        this.recommendations = recommendations;
        this.playbooks = playbooks;
        this.verifier = verifier;
        this.watch = watch;
        this.partitions = partitions;
    }

    @Override
    @RunOnVirtualThread
    public void listRecommendations(ListRecommendationsRequest request, StreamObserver<ListRecommendationsResponse> caller) {
        answer(caller, () -> recommendations.list(request));
    }

    @Override
    @RunOnVirtualThread
    public void getRecommendation(GetRecommendationRequest request, StreamObserver<Recommendation> caller) {
        answer(caller, () -> recommendations.get(request));
    }

    @Override
    @RunOnVirtualThread
    public void acceptRecommendation(AcceptRecommendationRequest request, StreamObserver<Recommendation> caller) {
        answer(caller, () -> recommendations.accept(request));
    }

    @Override
    @RunOnVirtualThread
    public void snoozeRecommendation(SnoozeRecommendationRequest request, StreamObserver<Recommendation> caller) {
        answer(caller, () -> recommendations.snooze(request));
    }

    @Override
    @RunOnVirtualThread
    public void dismissRecommendation(DismissRecommendationRequest request, StreamObserver<Recommendation> caller) {
        answer(caller, () -> recommendations.dismiss(request));
    }

    @Override
    @RunOnVirtualThread
    public void completeRecommendation(CompleteRecommendationRequest request, StreamObserver<Recommendation> caller) {
        answer(caller, () -> recommendations.complete(request));
    }

    @Override
    @RunOnVirtualThread
    public void summarizeRecommendations(
            SummarizeRecommendationsRequest request, StreamObserver<SummarizeRecommendationsResponse> caller) {
        answer(caller, () -> recommendations.summarize(request));
    }

    @Override
    @RunOnVirtualThread
    public void listPlaybooks(ListPlaybooksRequest request, StreamObserver<ListPlaybooksResponse> caller) {
        answer(caller, () -> playbooks.list(request));
    }

    @Override
    @RunOnVirtualThread
    public void getPlaybook(GetPlaybookRequest request, StreamObserver<Playbook> caller) {
        answer(caller, () -> playbooks.get(request));
    }

    @Override
    @RunOnVirtualThread
    public void verifyPartition(VerifyPartitionRequest request, StreamObserver<VerifyPartitionResponse> caller) {
        answer(caller, () -> {
            int partition = request.getLogPartition();
            if (partition < 0 || partition >= partitions) {
                throw new Refusal.InvalidArgument("log_partition", "is one of 0 to " + (partitions - 1));
            }
            return verifier.verify(partition);
        });
    }

    @Override
    public void watchRecommendations(
            dev.bellwether.playbooks.v1.WatchRecommendationsRequest request, StreamObserver<RecommendationChanged> caller) {
        watch.start(request, caller);
    }

    private static <T> void answer(StreamObserver<T> caller, Supplier<T> call) {
        T answer;
        try {
            answer = call.get();
        } catch (RuntimeException refused) {
            caller.onError(GrpcErrors.of(refused));
            return;
        }
        caller.onNext(answer);
        caller.onCompleted();
    }
}
