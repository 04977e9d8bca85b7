package dev.bellwether.playbooks.service;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.operations.v1.GetProgressRequest;
import dev.bellwether.operations.v1.OperationsGrpc;
import dev.bellwether.playbooks.v1.GetRecommendationRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.Recommendation.Status;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/// The service as a client sees it.
@Singleton
public class RunningPlaybooks {
    private ManagedChannel channel;

    synchronized ManagedChannel channel() {
        if (channel == null) {
            int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
            channel = ManagedChannelBuilder.forAddress("localhost", port).usePlaintext()
                    .intercept(BearerCredential.of(key())).build();
        }
        return channel;
    }

    static String key() {
        return ConfigProvider.getConfig().getValue("bellwether.admin.key", String.class);
    }

    @PreDestroy
    void close() {
        if (channel != null) {
            channel.shutdownNow();
        }
    }

    PlaybooksGrpc.PlaybooksBlockingStub playbooks() {
        return PlaybooksGrpc.newBlockingStub(channel()).withDeadlineAfter(60, TimeUnit.SECONDS);
    }

    OperationsGrpc.OperationsBlockingStub operations() {
        return OperationsGrpc.newBlockingStub(channel()).withDeadlineAfter(60, TimeUnit.SECONDS);
    }

    Recommendation get(String name) {
        return playbooks()
                .getRecommendation(GetRecommendationRequest.newBuilder().setName(name).build());
    }

    List<Recommendation> list(AccountKey account, Status status) {
        return playbooks()
                .listRecommendations(ListRecommendationsRequest.newBuilder()
                        .setParent("tenants/" + account.tenant())
                        .setAccount(account.account())
                        .setStatus(status)
                        .build())
                .getRecommendationsList();
    }

    List<Recommendation> open(AccountKey account) {
        return list(account, Status.STATUS_UNSPECIFIED);
    }

    /// Waits until exactly these playbooks have something open for the account.
    List<Recommendation> awaitOpen(AccountKey account, String... playbooks) {
        List<String> expected = Arrays.stream(playbooks).sorted().toList();
        return Eventually.eventually(
                () -> open(account),
                open -> open.stream().map(Recommendation::getPlaybook).sorted().toList().equals(expected));
    }

    Recommendation awaitOne(AccountKey account, String playbook) {
        return Eventually.eventually(
                () -> open(account).stream()
                        .filter(each -> each.getPlaybook().equals(playbook))
                        .toList(),
                found -> found.size() == 1)
                .getFirst();
    }

    /// Waits until the service has taken in all that was published.
    void awaitRead() {
        Eventually.eventually(
                () -> operations().getProgress(GetProgressRequest.getDefaultInstance()),
                progress -> progress.getPartitionsList().stream()
                        .allMatch(partition -> partition.getNextOffset() >= partition.getEndOffset()));
    }
}
