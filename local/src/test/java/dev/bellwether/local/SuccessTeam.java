package dev.bellwether.local;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import dev.bellwether.playbooks.v1.CompleteRecommendationRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsResponse;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import dev.bellwether.playbooks.v1.Recommendation.Status;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.simulator.Playout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// The people who work through the list of a simulated company each morning: they look after one half of the accounts, accept what there is
/// to do and carry it out, and leave the other half alone. What an account's return will tell (the playbook has goals) they leave
/// open; the rest they complete after a while with what came of it.
final class SuccessTeam {

    private static final int PAGE = 1_000;
    private static final int DAYS_AT_WORK = 5;

    /// @param truth  what the account was when it was carried out, as a segment
    /// @param worked what only the simulator knows
    record Work(Recommendation task, LocalDate on, String truth, boolean worked) {

        /// Whether the account was what the playbook took it for.
        boolean onTheRightOne() {
            return truth.equals(task.getSegment());
        }
    }

    private final Connection connection;
    private final String tenant;
    private final Playout playout;
    private final Map<String, Work> works = new LinkedHashMap<>();
    private long mostOfAKind;

    SuccessTeam(Connection connection, String tenant, Playout playout) {
        this.connection = connection;
        this.tenant = tenant;
        this.playout = playout;
    }

    void work(LocalDate today, Instant now) {
        List<Recommendation> list = list(Status.STATUS_UNSPECIFIED);
        list.stream().collect(groupingBy(task -> List.of(task.getAccount(), task.getKind()), counting()))
                .values().forEach(tasks -> mostOfAKind = Math.max(mostOfAKind, tasks));
        for (Recommendation task : list) {
            boolean expired = !Dates.instant(task.getExpireTime()).isAfter(now);
            if (task.getStatus() == Status.OPEN && !expired && looksAfter(task.getAccount())) {
                connection.playbooks().acceptRecommendation(
                        AcceptRecommendationRequest.newBuilder().setName(task.getName()).setUser("sam").build());
                String truth = playout.truth().get(task.getAccount());
                works.put(task.getName(), new Work(task, today, truth, playout.carryOut(task.getKind(), task.getAccount(), today)));
            } else if (task.getStatus() == Status.ACCEPTED && !expired && task.getGoalSegmentsCount() == 0
                    && !today.isBefore(works.get(task.getName()).on().plusDays(DAYS_AT_WORK))) {
                connection.playbooks().completeRecommendation(CompleteRecommendationRequest.newBuilder()
                        .setName(task.getName()).setUser("sam")
                        .setOutcome(works.get(task.getName()).worked() ? Outcome.SUCCEEDED : Outcome.NEUTRAL).build());
            }
        }
    }

    /// By recommendation.
    Map<String, Work> works() {
        return works;
    }

    /// The most open tasks of one kind that one account had on any morning.
    long mostOfAKind() {
        return mostOfAKind;
    }

    static boolean looksAfter(String account) {
        CRC32 crc = new CRC32();
        crc.update(account.getBytes(StandardCharsets.UTF_8));
        return crc.getValue() % 2 == 0;
    }

    /// @param status unspecified for all that are open
    List<Recommendation> list(Status status) {
        List<Recommendation> all = new ArrayList<>();
        ListRecommendationsRequest.Builder request =
                ListRecommendationsRequest.newBuilder().setParent("tenants/" + tenant).setStatus(status).setPageSize(PAGE);
        do {
            ListRecommendationsResponse page = connection.playbooks().listRecommendations(request.build());
            all.addAll(page.getRecommendationsList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return all;
    }
}
