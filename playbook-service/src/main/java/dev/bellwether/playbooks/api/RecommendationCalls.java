package dev.bellwether.playbooks.api;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.recommendation.Outcomes;
import dev.bellwether.playbooks.recommendation.RecommendationAnswers;
import dev.bellwether.playbooks.recommendation.RecommendationMessages;
import dev.bellwether.playbooks.recommendation.RecommendationQuery;
import dev.bellwether.playbooks.recommendation.RecommendationTable;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import dev.bellwether.playbooks.v1.CompleteRecommendationRequest;
import dev.bellwether.playbooks.v1.DismissRecommendationRequest;
import dev.bellwether.playbooks.v1.GetRecommendationRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsResponse;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.SnoozeRecommendationRequest;
import dev.bellwether.playbooks.v1.SummarizeOutcomesRequest;
import dev.bellwether.playbooks.v1.SummarizeOutcomesResponse;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsRequest;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsResponse;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The calls about recommendations, the same over gRPC and REST. Each waits for the database and refuses with a [Refusal].
@Singleton
public final class RecommendationCalls {
    private final Database database;
    private final RecommendationTable table;
    private final RecommendationAnswers answers;
    private final InstantSource clock;

    RecommendationCalls(Database database, RecommendationTable table, RecommendationAnswers answers, InstantSource clock) {
        this.database = database;
        this.table = table;
        this.answers = answers;
        this.clock = clock;
    }

    public ListRecommendationsResponse list(ListRecommendationsRequest request) {
        var query = new RecommendationQuery(
                ResourceNames.parseTenant("parent", request.getParent()),
                request.getAccount(),
                request.getSegment(),
                request.getKind(),
                request.getStatus(),
                request.getFirstOnly(),
                after(request));
        int size = PageToken.size(request);
        // One more than asked for tells whether there is a next page.
        List<Recommendation> found = database.withConnection(sql -> table.list(sql, query, size + 1));
        var response = ListRecommendationsResponse.newBuilder();
        if (found.size() <= size) {
            return response.addAllRecommendations(found).build();
        }
        List<Recommendation> page = found.subList(0, size);
        return response.addAllRecommendations(page)
                .setNextPageToken(token(request, page.getLast()))
                .build();
    }

    private static String token(ListRecommendationsRequest request, Recommendation last) {
        String value = Long.toHexString(Double.doubleToLongBits(last.getValueAtStake()));
        return PageToken.of(request, value, RecommendationMessages.id(last).toString());
    }

    private static Optional<RecommendationQuery.Place> after(ListRecommendationsRequest request) {
        List<String> position = PageToken.position(request, 2);
        if (position.isEmpty()) {
            return Optional.empty();
        }
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(position.get(0), 16));
        return Optional.of(new RecommendationQuery.Place(value, UUID.fromString(position.get(1))));
    }

    public Recommendation get(GetRecommendationRequest request) {
        var name = Names.recommendation(request.getName());
        return database.withConnection(sql -> table.find(sql, name.tenant(), name.id()))
                .orElseThrow(() -> Names.noRecommendation(request.getName()));
    }

    public Recommendation accept(AcceptRecommendationRequest request) {
        var name = Names.recommendation(request.getName());
        String by = request.getUser();
        return answers.take(name.tenant(), new LedgerCommand.Accept(name.id(), by, clock.instant()));
    }

    public Recommendation snooze(SnoozeRecommendationRequest request) {
        var name = Names.recommendation(request.getName());
        String by = request.getUser();
        var until = Require.time("until", request.getUntil());
        return answers.take(name.tenant(), new LedgerCommand.Snooze(name.id(), by, until, clock.instant()));
    }

    public Recommendation dismiss(DismissRecommendationRequest request) {
        var name = Names.recommendation(request.getName());
        String by = request.getUser();
        String reason = request.getReason();
        return answers.take(name.tenant(), new LedgerCommand.Dismiss(name.id(), by, reason, clock.instant()));
    }

    public Recommendation complete(CompleteRecommendationRequest request) {
        var name = Names.recommendation(request.getName());
        String by = request.getUser();
        var outcome = request.getOutcome();
        String note = request.getNote();
        return answers.take(name.tenant(), new LedgerCommand.Complete(name.id(), by, outcome, note, clock.instant()));
    }

    public SummarizeRecommendationsResponse summarize(SummarizeRecommendationsRequest request) {
        String tenant = ResourceNames.parseTenant("parent", request.getParent());
        var response = SummarizeRecommendationsResponse.newBuilder();
        for (var row : database.withConnection(sql -> table.summarize(sql, tenant))) {
            response.addRowsBuilder()
                    .setSegment(row.segment())
                    .setKindValue(row.kind())
                    .setOpen(row.open())
                    .setValueAtStake(row.valueAtStake())
                    .setAchieved(row.achieved())
                    .setAchievedValue(row.achievedValue());
        }
        return response.build();
    }

    public SummarizeOutcomesResponse summarizeOutcomes(SummarizeOutcomesRequest request) {
        String tenant = ResourceNames.parseTenant("parent", request.getParent());
        return SummarizeOutcomesResponse.newBuilder()
                .addAllRows(database.withConnection(sql -> Outcomes.summarize(sql, tenant)))
                .build();
    }
}
