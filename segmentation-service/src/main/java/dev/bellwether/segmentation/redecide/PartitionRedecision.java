package dev.bellwether.segmentation.redecide;

import com.google.protobuf.ByteString;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.calls.AnswerStream;
import dev.bellwether.chassis.erasure.ErasedAccounts;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.v1.FeatureStoreGrpc.FeatureStoreBlockingStub;
import dev.bellwether.features.v1.RefoldPartitionRequest;
import dev.bellwether.features.v1.RefoldPartitionResponse;
import dev.bellwether.features.v1.RefoldSummary;
import dev.bellwether.segmentation.history.DecisionCodec;
import dev.bellwether.segmentation.membership.Membership.Ended;
import dev.bellwether.segmentation.membership.Membership.Placed;
import dev.bellwether.segmentation.membership.Membership.Unplaced;
import dev.bellwether.segmentation.redecide.Redecision.Redecided;
import dev.bellwether.segmentation.scheme.SchemeRepository;
import dev.bellwether.segmentation.v1.RedecidePartitionResponse;
import dev.bellwether.segmentation.v1.RedecidePartitionResponse.Standing;
import dev.bellwether.segmentation.v1.RedecideSummary;
import io.grpc.Context;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Decides one partition again, from features refolded from the journal, and says where that differs from what is stored.
@Singleton
public class PartitionRedecision {

    private static final int STANDINGS_A_MESSAGE = 500;

    private final SchemeRepository schemes;
    private final Database database;
    private final FeatureStoreBlockingStub features;
    private final CaughtUp caughtUp;
    private final int partitions;

    PartitionRedecision(SchemeRepository schemes, Database database, FeatureStoreBlockingStub features, CaughtUp caughtUp,
            @ConfigProperty(name = "bellwether.partitions") int partitions) {
        this.schemes = schemes;
        this.database = database;
        this.features = features;
        this.caughtUp = caughtUp;
        this.partitions = partitions;
    }

    /// @param answers take where the accounts then stand, in order of their keys, and the summary in the last message
    public void of(int partition, AnswerStream<RedecidePartitionResponse> answers) {
        if (partition < 0 || partition >= partitions) {
            throw new Refusal.InvalidArgument("log_partition", "must be 0 to " + (partitions - 1));
        }
        Redecision redecision = new Redecision(schemes.inForce().rules());
        RefoldSummary refold = refold(partition, redecision, answers);
        caughtUp.await(partition);

        ErasedAccounts erased = database.withConnection(sql -> ErasedAccounts.load(sql, partition));
        Comparison comparison = new Comparison(redecision.accounts(), refold.getThroughOffset(), erased::contains);
        new StoredMemberships(database).forEach(partition, comparison::take);
        comparison.end();

        tellStandings(redecision, answers);
        answers.send(RedecidePartitionResponse.newBuilder()
                .setSummary(RedecideSummary.newBuilder()
                        .setAccounts(redecision.accounts().size())
                        .setDifferingAccounts(comparison.differing())
                        .addAllDifferences(comparison.differences())
                        .setDigest(ByteString.copyFrom(redecision.digest()))
                        .setEvents(refold.getEvents())
                        .setDifferingFeatures(refold.getDifferingAccounts())
                        .addAllFeatureDifferences(refold.getDifferencesList())
                        .setFeatureDigest(refold.getDigest()))
                .build());
    }

    /// A caller that has gone ends it, and with it the features' refold.
    private RefoldSummary refold(int partition, Redecision redecision, AnswerStream<?> answers) {
        try (Context.CancellableContext reading = Context.current().withCancellation()) {
            Context before = reading.attach();
            try {
                return read(partition, redecision, answers);
            } finally {
                reading.detach(before);
            }
        }
    }

    private RefoldSummary read(int partition, Redecision redecision, AnswerStream<?> answers) {
        Iterator<RefoldPartitionResponse> refolded =
                features.refoldPartition(RefoldPartitionRequest.newBuilder().setLogPartition(partition).build());
        RefoldSummary summary = RefoldSummary.getDefaultInstance();
        while (refolded.hasNext()) {
            answers.requireOpen();
            RefoldPartitionResponse message = refolded.next();
            message.getSnapshotsList().forEach(redecision::take);
            summary = message.hasSummary() ? message.getSummary() : summary;
        }
        return summary;
    }

    private static void tellStandings(Redecision redecision, AnswerStream<RedecidePartitionResponse> answers) {
        RedecidePartitionResponse.Builder message = RedecidePartitionResponse.newBuilder();
        for (Map.Entry<AccountKey, Redecided> entry : redecision.accounts().entrySet()) {
            message.addStandings(standing(entry.getKey(), entry.getValue()));
            if (message.getStandingsCount() == STANDINGS_A_MESSAGE) {
                answers.send(message.build());
                message.clear();
            }
        }
        if (message.getStandingsCount() > 0) {
            answers.send(message.build());
        }
    }

    private static Standing standing(AccountKey account, Redecided redecided) {
        Standing.Builder standing = Standing.newBuilder().setTenant(account.tenant()).setAccount(account.account());
        return switch (redecided.membership()) {
            case Unplaced _,Ended _ -> standing.build();
            case Placed placed -> {
                standing.setSegment(placed.in().toString()).setSince(Dates.date(placed.since()));
                placed.standing().ifPresent(it -> standing
                        .setStanding(it.segment().toString())
                        .setStandingSince(Dates.date(it.since())));
                redecided.actedOn().ifPresent(it -> standing.setDecision(DecisionCodec.encode(account.tenant(), it)));
                yield standing.build();
            }
        };
    }
}
