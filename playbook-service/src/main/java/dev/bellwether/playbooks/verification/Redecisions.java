package dev.bellwether.playbooks.verification;

import dev.bellwether.segmentation.v1.RedecidePartitionRequest;
import dev.bellwether.segmentation.v1.RedecidePartitionResponse;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import io.grpc.ManagedChannel;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Segmentation's memberships, decided anew: read at our own speed, since each answer waits until the one before is worked off.
public final class Redecisions {
    private final ManagedChannel channel;

    /// @param channel to segmentation-service
    public Redecisions(ManagedChannel channel) {
        this.channel = channel;
    }

    Iterator<RedecisionPart> of(int partition) {
        var request = RedecidePartitionRequest.newBuilder().setLogPartition(partition).build();
        Iterator<RedecidePartitionResponse> answers =
                SegmentationGrpc.newBlockingStub(channel).redecidePartition(request);
        Iterable<RedecidePartitionResponse> once = () -> answers;
        return StreamSupport.stream(once.spliterator(), false)
                .flatMap(Redecisions::parts)
                .iterator();
    }

    private static Stream<RedecisionPart> parts(RedecidePartitionResponse answer) {
        var standings = new RedecisionPart.Standings(answer.getStandingsList());
        return answer.hasSummary()
                ? Stream.of(standings, new RedecisionPart.Summary(answer.getSummary()))
                : Stream.of(standings);
    }
}
