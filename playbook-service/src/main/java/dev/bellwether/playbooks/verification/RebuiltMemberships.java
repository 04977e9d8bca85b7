package dev.bellwether.playbooks.verification;

import dev.bellwether.segmentation.v1.VerifyMembershipsRequest;
import dev.bellwether.segmentation.v1.VerifyMembershipsResponse;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import io.grpc.ManagedChannel;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The memberships of a partition as segmentation-service rebuilds them, read with flow control: each answer waits until the one before is worked off.
public final class RebuiltMemberships {
    private final ManagedChannel channel;

    /// @param channel to segmentation-service
    public RebuiltMemberships(ManagedChannel channel) {
        this.channel = channel;
    }

    Iterator<RebuiltMembershipsPart> of(int partition) {
        var request = VerifyMembershipsRequest.newBuilder().setLogPartition(partition).build();
        Iterator<VerifyMembershipsResponse> answers =
                SegmentationGrpc.newBlockingStub(channel).verifyMemberships(request);
        Iterable<VerifyMembershipsResponse> once = () -> answers;
        return StreamSupport.stream(once.spliterator(), false)
                .flatMap(RebuiltMemberships::parts)
                .iterator();
    }

    private static Stream<RebuiltMembershipsPart> parts(VerifyMembershipsResponse answer) {
        var standings = new RebuiltMembershipsPart.Standings(answer.getStandingsList());
        return answer.hasSummary()
                ? Stream.of(standings, new RebuiltMembershipsPart.Summary(answer.getSummary()))
                : Stream.of(standings);
    }
}
