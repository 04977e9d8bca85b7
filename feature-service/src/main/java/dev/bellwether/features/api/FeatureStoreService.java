package dev.bellwether.features.api;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.calls.AnswerStream;
import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.refold.AccountRefold;
import dev.bellwether.features.refold.Refold;
import dev.bellwether.features.storage.PartitionTables;
import dev.bellwether.features.v1.AccountFeatures;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.BackfillProgress;
import dev.bellwether.features.v1.FeatureStoreGrpc;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.GetBackfillProgressRequest;
import dev.bellwether.features.v1.GetFeaturesRequest;
import dev.bellwether.features.v1.ListFeatureDefinitionsRequest;
import dev.bellwether.features.v1.ListFeatureDefinitionsResponse;
import dev.bellwether.features.v1.RefoldAccountRequest;
import dev.bellwether.features.v1.RefoldAccountResponse;
import dev.bellwether.features.v1.RefoldPartitionRequest;
import dev.bellwether.features.v1.RefoldPartitionResponse;
import dev.bellwether.features.v1.RefoldSummary;
import dev.bellwether.proto.FeatureCatalogue;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@GrpcService
class FeatureStoreService extends FeatureStoreGrpc.FeatureStoreImplBase {

    private static final ResourcePattern BACKFILL = ResourcePattern.of("tenants/{tenant}/backfills/{backfill}");
    private static final int HORIZON_DAYS = 400;
    private static final int SNAPSHOTS_A_MESSAGE = 500;

    private final FeaturesAsOf features;
    private final Refold refold;
    private final AccountRefold accounts;
    private final Database database;
    private final AnswerStreams streams;
    private final InstantSource clock;
    private final int partitions;

    FeatureStoreService(
            FeaturesAsOf features,
            Refold refold,
            AccountRefold accounts,
            Database database,
            AnswerStreams streams,
            InstantSource clock,
            @ConfigProperty(name = "bellwether.partitions") int partitions) {
        this.features = features;
        this.refold = refold;
        this.accounts = accounts;
        this.database = database;
        this.streams = streams;
        this.clock = clock;
        this.partitions = partitions;
    }

    @Override
    public void getFeatures(GetFeaturesRequest request, StreamObserver<AccountFeatures> answers) {
        VirtualCalls.answer(answers, () -> {
            AccountKey account = ResourceNames.parseAccount("name", request.getName());
            LocalDate day = day(request);
            Features found = features.of(account, day).orElseThrow(() -> new Refusal.NotFound(
                    request.getName(), request.getName() + " has no facts up to " + day));
            return AccountFeatures.newBuilder()
                    .setName(request.getName())
                    .setAsOf(Dates.date(day))
                    .setFeatures(found)
                    .build();
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
            List<String> name = BACKFILL.parse("name", request.getName());
            String tenant = ResourceNames.requireTenant("name", name.getFirst());
            int closed = database.withConnection(sql -> PartitionTables.partitionsClosed(sql, tenant, name.getLast()));
            return BackfillProgress.newBuilder()
                    .setName(request.getName())
                    .setPartitionsClosed(closed)
                    .setPartitions(partitions)
                    .build();
        });
    }

    @Override
    public void refoldPartition(RefoldPartitionRequest request, StreamObserver<RefoldPartitionResponse> answers) {
        streams.answer("RefoldPartition", answers, pages -> {
            int partition = request.getLogPartition();
            if (partition < 0 || partition >= partitions) {
                throw new Refusal.InvalidArgument("log_partition", "must be 0 to " + (partitions - 1) + ", not " + partition);
            }
            Page page = new Page(pages);
            RefoldSummary summary = refold.partition(partition, (_, snapshots) -> page.add(snapshots));
            page.end(summary);
        });
    }

    @Override
    public void refoldAccount(RefoldAccountRequest request, StreamObserver<RefoldAccountResponse> answers) {
        VirtualCalls.answer(answers, () -> {
            AccountKey account = ResourceNames.parseAccount("name", request.getName());
            RefoldAccountResponse.Builder response = RefoldAccountResponse.newBuilder();
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

    private LocalDate day(GetFeaturesRequest request) {
        LocalDate today = Dates.dayOf(clock.instant());
        if (!request.hasAsOf()) {
            return today;
        }
        LocalDate day = Dates.day("as_of", request.getAsOf());
        if (day.isAfter(today)) {
            throw new Refusal.InvalidArgument("as_of", day + " is in the future: today is " + today);
        }
        if (day.isBefore(today.minusDays(HORIZON_DAYS))) {
            throw new Refusal.InvalidArgument("as_of", day + " is more than " + HORIZON_DAYS + " days back");
        }
        return day;
    }

    /// Many small messages cost more than a few of a middling size.
    private static final class Page {
        private final AnswerStream<RefoldPartitionResponse> pages;
        private final RefoldPartitionResponse.Builder response = RefoldPartitionResponse.newBuilder();
        private int snapshots;

        private Page(AnswerStream<RefoldPartitionResponse> pages) {
            this.pages = pages;
        }

        private void add(AccountSnapshots more) {
            response.addSnapshots(more);
            snapshots += more.getSnapshotsCount();
            if (snapshots >= SNAPSHOTS_A_MESSAGE) {
                pages.send(response.build());
                response.clear();
                snapshots = 0;
            }
        }

        private void end(RefoldSummary summary) {
            pages.send(response.setSummary(summary).build());
        }
    }
}
