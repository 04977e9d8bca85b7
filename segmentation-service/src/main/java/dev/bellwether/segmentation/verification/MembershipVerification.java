package dev.bellwether.segmentation.verification;

import com.google.protobuf.ByteString;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.calls.AnswerStream;
import dev.bellwether.chassis.erasure.ErasedAccounts;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.v1.FeatureStoreGrpc.FeatureStoreBlockingStub;
import dev.bellwether.features.v1.VerifyFeaturesRequest;
import dev.bellwether.features.v1.VerifyFeaturesResponse;
import dev.bellwether.features.v1.FeatureVerificationSummary;
import dev.bellwether.segmentation.history.DecisionCodec;
import dev.bellwether.segmentation.membership.Membership.Ended;
import dev.bellwether.segmentation.membership.Membership.Placed;
import dev.bellwether.segmentation.membership.Membership.Unplaced;
import dev.bellwether.segmentation.evaluation.TakenForce;
import dev.bellwether.segmentation.evaluation.TakenForceTable;
import dev.bellwether.segmentation.scheme.SchemeRepository;
import dev.bellwether.segmentation.scheme.SchemesInForce;
import dev.bellwether.segmentation.v1.VerifyMembershipsResponse;
import dev.bellwether.segmentation.v1.VerifyMembershipsResponse.Standing;
import dev.bellwether.segmentation.v1.MembershipVerificationSummary;
import dev.bellwether.segmentation.verification.MembershipRebuild.RebuiltMembership;
import io.grpc.Context;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Map;

/// Rebuilds the memberships of one partition from features that are rebuilt from the journal, and reports where they differ from what is stored.
@Singleton
public class MembershipVerification {

    private static final int STANDINGS_A_MESSAGE = 500;

    private final SchemeRepository schemes;
    private final Database database;
    private final FeatureStoreBlockingStub features;
    private final CaughtUp caughtUp;
    private final int partitions;

    MembershipVerification(SchemeRepository schemes, Database database, FeatureStoreBlockingStub features, CaughtUp caughtUp,
            PartitionsConfig partitions) {
        this.schemes = schemes;
        this.database = database;
        this.features = features;
        this.caughtUp = caughtUp;
        this.partitions = partitions.count();
    }

    /// @param answers take where the accounts then stand, in order of their keys, and the summary in the last message
    public void of(int partition, AnswerStream<VerifyMembershipsResponse> answers) {
        if (partition < 0 || partition >= partitions) {
            throw new Refusal.InvalidArgument("log_partition", "must be 0 to " + (partitions - 1));
        }
        SchemesInForce inForce = schemes.now();
        MembershipRebuild memberships = new MembershipRebuild(inForce);
        FeatureVerificationSummary verified = verifyFeatures(partition, memberships, answers);
        caughtUp.await(partition, memberships.tenants());
        Map<String, TakenForce> taken = taken(partition);
        memberships.decideAgain(taken);

        ErasedAccounts erased = database.withConnection(sql -> ErasedAccounts.load(sql, partition));
        Comparison comparison = new Comparison(memberships.accounts(), verified.getThroughOffset(), erased::contains);
        new StoredMemberships(database).forEach(partition, comparison::take);
        comparison.end();
        if (schemes.now().publications() != inForce.publications() || !taken(partition).equals(taken)) {
            throw new Refusal.FailedPrecondition("a scheme was published or has taken force in the meantime; verify again");
        }

        tellStandings(memberships, answers);
        answers.send(VerifyMembershipsResponse.newBuilder()
                .setSummary(MembershipVerificationSummary.newBuilder()
                        .setAccounts(memberships.accounts().size())
                        .setDifferingAccounts(comparison.differing())
                        .addAllDifferences(comparison.differences())
                        .setDigest(ByteString.copyFrom(memberships.digest()))
                        .setEvents(verified.getEvents())
                        .setDifferingFeatures(verified.getDifferingAccounts())
                        .addAllFeatureDifferences(verified.getDifferencesList())
                        .setFeatureDigest(verified.getDigest()))
                .build());
    }

    private Map<String, TakenForce> taken(int partition) {
        return database.withConnection(sql -> TakenForceTable.of(sql, partition));
    }

    /// When the caller has gone, the verification of the features ends too.
    private FeatureVerificationSummary verifyFeatures(int partition, MembershipRebuild memberships, AnswerStream<?> answers) {
        try (Context.CancellableContext reading = Context.current().withCancellation()) {
            Context before = reading.attach();
            try {
                return read(partition, memberships, answers);
            } finally {
                reading.detach(before);
            }
        }
    }

    private FeatureVerificationSummary read(int partition, MembershipRebuild memberships, AnswerStream<?> answers) {
        Iterator<VerifyFeaturesResponse> rebuilt =
                features.verifyFeatures(VerifyFeaturesRequest.newBuilder().setLogPartition(partition).build());
        FeatureVerificationSummary summary = FeatureVerificationSummary.getDefaultInstance();
        while (rebuilt.hasNext()) {
            answers.requireOpen();
            VerifyFeaturesResponse message = rebuilt.next();
            message.getSnapshotsList().forEach(memberships::take);
            summary = message.hasSummary() ? message.getSummary() : summary;
        }
        return summary;
    }

    private static void tellStandings(MembershipRebuild memberships, AnswerStream<VerifyMembershipsResponse> answers) {
        VerifyMembershipsResponse.Builder message = VerifyMembershipsResponse.newBuilder();
        for (Map.Entry<AccountKey, RebuiltMembership> entry : memberships.accounts().entrySet()) {
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

    private static Standing standing(AccountKey account, RebuiltMembership rebuilt) {
        Standing.Builder standing = Standing.newBuilder().setTenant(account.tenant()).setAccount(account.account());
        return switch (rebuilt.membership()) {
            case Unplaced _,Ended _ -> standing.build();
            case Placed placed -> {
                standing.setSegment(placed.in().toString()).setSince(Dates.date(placed.since()));
                placed.standing().ifPresent(it -> standing
                        .setStanding(it.segment().toString())
                        .setStandingSince(Dates.date(it.since())));
                rebuilt.actedOn().ifPresent(it -> standing.setDecision(DecisionCodec.encode(account.tenant(), it)));
                yield standing.build();
            }
        };
    }
}
