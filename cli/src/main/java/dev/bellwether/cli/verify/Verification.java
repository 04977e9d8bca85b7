package dev.bellwether.cli.verify;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.operations.v1.PartitionProgress;
import dev.bellwether.playbooks.v1.VerifyRecommendationsRequest;
import dev.bellwether.playbooks.v1.VerifyRecommendationsResponse;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What came out of rebuilding the whole journal, closing the same days again, and deciding again.
///
/// @param digest SHA-256 over the partitions' digests of features, memberships and open actions. Two platforms that took
///               in the same facts have the same
public record Verification(long events, long accounts, long openRecommendations, long differingFeatures, long differingMemberships,
        long differingActions, List<String> differences, String digest) {

    private static final int MINUTES_A_PARTITION = 30;

    /// Sees how far it is.
    public interface Watch {
        void verified(long partitions, long all);
    }

    public static Verification run(Connection connection, Watch watch) {
        List<Integer> partitions = new PipelineProgress(connection).of(Service.INGESTION).partitions().stream()
                .map(PartitionProgress::getPartition).distinct().sorted().toList();
        List<VerifyRecommendationsResponse> answers = new ArrayList<>();
        for (int partition : partitions) {
            watch.verified(answers.size(), partitions.size());
            answers.add(connection.playbooks().withDeadlineAfter(MINUTES_A_PARTITION, TimeUnit.MINUTES)
                    .verifyRecommendations(VerifyRecommendationsRequest.newBuilder().setLogPartition(partition).build()));
        }
        watch.verified(answers.size(), partitions.size());
        return sum(answers);
    }

    static Verification sum(List<VerifyRecommendationsResponse> partitions) {
        MessageDigest digest = sha256();
        List<String> differences = new ArrayList<>();
        for (VerifyRecommendationsResponse partition : partitions) {
            digest.update(partition.getFeatureDigest().asReadOnlyByteBuffer());
            digest.update(partition.getMembershipDigest().asReadOnlyByteBuffer());
            digest.update(partition.getActionDigest().asReadOnlyByteBuffer());
            differences.addAll(partition.getDifferencesList());
        }
        return new Verification(
                partitions.stream().mapToLong(VerifyRecommendationsResponse::getEvents).sum(),
                partitions.stream().mapToLong(VerifyRecommendationsResponse::getAccounts).sum(),
                partitions.stream().mapToLong(VerifyRecommendationsResponse::getOpenRecommendations).sum(),
                partitions.stream().mapToLong(VerifyRecommendationsResponse::getDifferingFeatures).sum(),
                partitions.stream().mapToLong(VerifyRecommendationsResponse::getDifferingMemberships).sum(),
                partitions.stream().mapToLong(VerifyRecommendationsResponse::getDifferingActions).sum(),
                differences, HexFormat.of().formatHex(digest.digest()));
    }

    public long differenceCount() {
        return differingFeatures + differingMemberships + differingActions;
    }

    void print(PrintStream out) {
        out.println("Rebuilt " + Numbers.plural(events, "event") + " of " + Numbers.plural(accounts, "account")
                + ", closed the same days again, and "
                + "decided again.");
        out.println(differenceCount() + " differences: features of " + Numbers.plural(differingFeatures, "account") + ", memberships of "
                + Numbers.plural(differingMemberships, "account") + ", " + Numbers.plural(differingActions, "action") + " of "
                + Numbers.count(openRecommendations) + " open ones.");
        differences.forEach(difference -> out.println("  " + difference));
        out.println("Digest: " + digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
