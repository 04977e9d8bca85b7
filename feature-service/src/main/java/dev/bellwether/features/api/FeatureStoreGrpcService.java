package dev.bellwether.features.api;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.storage.PartitionTables;
import dev.bellwether.features.v1.AccountFeatures;
import dev.bellwether.features.v1.BackfillProgress;
import dev.bellwether.features.v1.FeatureStoreGrpc;
import dev.bellwether.features.v1.FeatureVerificationSummary;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.GetBackfillProgressRequest;
import dev.bellwether.features.v1.GetFeaturesRequest;
import dev.bellwether.features.v1.ListFeatureDefinitionsRequest;
import dev.bellwether.features.v1.ListFeatureDefinitionsResponse;
import dev.bellwether.features.v1.ListSnapshotsRequest;
import dev.bellwether.features.v1.ListSnapshotsResponse;
import dev.bellwether.features.v1.VerifyFeaturesRequest;
import dev.bellwether.features.v1.VerifyFeaturesResponse;
import dev.bellwether.features.verification.AccountRebuild;
import dev.bellwether.features.verification.FeatureVerification;
import dev.bellwether.proto.FeatureCatalogue;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.time.InstantSource;
import java.time.LocalDate;

@GrpcService
class FeatureStoreGrpcService extends FeatureStoreGrpc.FeatureStoreImplBase {

    private final FeaturesAsOf features;
    private final FeatureVerification verification;
    private final AccountRebuild accounts;
    private final Database database;
    private final AnswerStreams streams;
    private final InstantSource clock;
    private final int partitions;

    FeatureStoreGrpcService(
            FeaturesAsOf features,
            FeatureVerification verification,
            AccountRebuild accounts,
            Database database,
            AnswerStreams streams,
            InstantSource clock,
            PartitionsConfig partitions) {
        this.features = features;
        this.verification = verification;
        this.accounts = accounts;
        this.database = database;
        this.streams = streams;
        this.clock = clock;
        this.partitions = partitions.count();
    }

    @Override
    public void getFeatures(GetFeaturesRequest request, StreamObserver<AccountFeatures> answers) {
        VirtualCalls.answer(answers, () -> {
            AccountKey account = ResourceNames.parseAccount("name", request.getName());
            LocalDate day = FeatureMessages.day(request, Dates.dayOf(clock.instant()));
            Features found = features.of(account, day).orElseThrow(() -> new Refusal.NotFound(
                    request.getName(), request.getName() + " has no facts up to " + day));
            return FeatureMessages.message(request.getName(), day, found);
        });
    }

    @Override
    public void listFeatureDefinitions(
            ListFeatureDefinitionsRequest request, StreamObserver<ListFeatureDefinitionsResponse> answers) {
        VirtualCalls.answer(answers, () -> ListFeatureDefinitionsResponse.newBuilder()
                .addAllDefinitions(FeatureCatalogue.all())
                .build());
    }

    @Override
    public void getBackfillProgress(GetBackfillProgressRequest request, StreamObserver<BackfillProgress> answers) {
        VirtualCalls.answer(answers, () -> {
            FeatureMessages.BackfillName name = FeatureMessages.backfill(request.getName());
            int closed = database.withConnection(sql -> PartitionTables.partitionsClosed(sql, name.tenant(), name.backfill()));
            return BackfillProgress.newBuilder()
                    .setName(request.getName())
                    .setPartitionsClosed(closed)
                    .setPartitions(partitions)
                    .build();
        });
    }

    @Override
    public void verifyFeatures(VerifyFeaturesRequest request, StreamObserver<VerifyFeaturesResponse> answers) {
        streams.answer("VerifyFeatures", answers, pages -> {
            int partition = request.getLogPartition();
            if (partition < 0 || partition >= partitions) {
                throw new Refusal.InvalidArgument("log_partition", "must be 0 to " + (partitions - 1) + ", not " + partition);
            }
            RebuiltSnapshotPages rebuilt = new RebuiltSnapshotPages(pages);
            FeatureVerificationSummary summary = verification.partition(partition, (_, snapshots) -> rebuilt.add(snapshots));
            rebuilt.end(summary);
        });
    }

    @Override
    public void listSnapshots(ListSnapshotsRequest request, StreamObserver<ListSnapshotsResponse> answers) {
        VirtualCalls.answer(answers, () -> {
            AccountKey account = ResourceNames.parseAccount("name", request.getName());
            ListSnapshotsResponse.Builder response = ListSnapshotsResponse.newBuilder();
            try {
                database.withConnection(sql -> {
                    accounts.snapshots(account, account.partition(partitions), sql, (_, snapshots) -> response.addSnapshots(snapshots));
                    return null;
                });
            } catch (AccountProcessingException failure) {
                throw new Refusal.FailedPrecondition(request.getName() + " cannot be processed: " + failure.getMessage());
            }
            return response.build();
        });
    }
}
