package dev.bellwether.local.demo;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Pages;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsResponse;
import java.io.PrintStream;
import java.util.List;

/// What there is to do, counted by account.
///
/// @param tasks       open ones
/// @param accounts    that have any
/// @param mostOfAKind that one account has of one kind; more than one is one too many
public record OpenTasks(long tasks, long accounts, long mostOfAKind) {

    private static final int PAGE = 1_000;

    private record Of(String account, ActionKind kind) {}

    static OpenTasks of(Connection connection, String tenant) {
        ListRecommendationsRequest.Builder request =
                ListRecommendationsRequest.newBuilder().setParent("tenants/" + tenant).setPageSize(PAGE);
        List<Of> open = Pages.all(token -> connection.playbooks().listRecommendations(request.setPageToken(token).build()),
                ListRecommendationsResponse::getNextPageToken, ListRecommendationsResponse::getRecommendationsList).stream()
                .map(each -> new Of(each.getAccount(), each.getKind())).toList();
        long most = open.stream().collect(groupingBy(identity(), counting())).values().stream().mapToLong(Long::longValue).max().orElse(0);
        return new OpenTasks(open.size(), open.stream().map(Of::account).distinct().count(), most);
    }

    void print(PrintStream out) {
        out.println(Numbers.plural(tasks, "open task") + " for " + Numbers.plural(accounts, "account") + ", at most " + mostOfAKind
                + " of a kind for each.");
    }
}
