package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.access.Caller;
import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.ingestion.trackingplan.PlanTrial;
import dev.bellwether.ingestion.trackingplan.PlanVersion;
import dev.bellwether.ingestion.trackingplan.PlanVersions;
import dev.bellwether.ingestion.v1.GetTrackingPlanRequest;
import dev.bellwether.ingestion.v1.ListTrackingPlanVersionsRequest;
import dev.bellwether.ingestion.v1.ListTrackingPlanVersionsResponse;
import dev.bellwether.ingestion.v1.PublishTrackingPlanRequest;
import dev.bellwether.ingestion.v1.TestTrackingPlanRequest;
import dev.bellwether.ingestion.v1.TestTrackingPlanResponse;
import dev.bellwether.ingestion.v1.TrackingPlan;
import dev.bellwether.ingestion.v1.TrackingPlansGrpc;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.List;

@GrpcService
class TrackingPlansGrpcService extends TrackingPlansGrpc.TrackingPlansImplBase {

    private final PlanVersions versions;
    private final PlanTrial trial;

    TrackingPlansGrpcService(PlanVersions versions, PlanTrial trial) {
        this.versions = versions;
        this.trial = trial;
    }

    @Override
    public void getTrackingPlan(GetTrackingPlanRequest request, StreamObserver<TrackingPlan> caller) {
        VirtualCalls.answer(caller, () -> {
            TrackingPlanMessages.Name name = TrackingPlanMessages.name(request.getName());
            return TrackingPlanMessages.message(
                    name.version().isPresent() ? versions.version(name.tenant(), name.version().getAsInt())
                            : versions.inForce(name.tenant()));
        });
    }

    @Override
    public void listTrackingPlanVersions(ListTrackingPlanVersionsRequest request, StreamObserver<ListTrackingPlanVersionsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            int size = PageToken.size(request);
            List<PlanVersion> found = versions.list(ResourceNames.parseTenant("parent", request.getParent()),
                    TrackingPlanMessages.before(request), size + 1);
            ListTrackingPlanVersionsResponse.Builder page = ListTrackingPlanVersionsResponse.newBuilder();
            found.stream().limit(size).map(TrackingPlanMessages::message)
                    .forEach(plan -> page.addTrackingPlans(plan.toBuilder().clearDefinition()));
            if (found.size() > size) {
                page.setNextPageToken(PageToken.of(request, Integer.toString(found.get(size - 1).number())));
            }
            return page.build();
        });
    }

    @Override
    public void publishTrackingPlan(PublishTrackingPlanRequest request, StreamObserver<TrackingPlan> caller) {
        VirtualCalls.answer(caller, () -> {
            String tenant = ResourceNames.parseTenant("parent", request.getParent());
            return TrackingPlanMessages.message(request.getValidateOnly()
                    ? versions.check(tenant, request.getDefinition())
                    : versions.publish(tenant, request.getDefinition()));
        });
    }

    @Override
    public void testTrackingPlan(TestTrackingPlanRequest request, StreamObserver<TestTrackingPlanResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            if (!request.getDefinition().isEmpty()) {
                // Rules of the caller's own are work that only who may publish them may give us.
                Caller.current().requireScope("admin");
            }
            return TrackingPlanMessages.message(trial.run(ResourceNames.parseTenant("parent", request.getParent()), request.getDefinition(),
                    TrackingPlanMessages.values(request.getMessage())));
        });
    }
}
