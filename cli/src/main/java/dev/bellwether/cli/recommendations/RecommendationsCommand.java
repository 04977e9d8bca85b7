package dev.bellwether.cli.recommendations;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsResponse;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.segmentation.v1.SummarizeSegmentsRequest;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "recommendations", description = "Show what to do, by revenue at stake, highest first.")
public final class RecommendationsCommand implements Callable<Integer> {

    private static final int PAGE = 1_000;

    record Result(String tenant, List<RecommendationView> recommendations, boolean more) {}

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Option(names = "--account", paramLabel = "<id>", defaultValue = "", description = "Only this account's.")
    private String account;

    @Option(names = "--segment", paramLabel = "<id>", defaultValue = "", description = "Only this segment's, as in enterprise-at-risk.")
    private String segment;

    @Option(names = "--kind", paramLabel = "<kind>", defaultValue = "", description = "Only this kind, as in churn-prevention.")
    private String kind;

    @Option(names = "--status", paramLabel = "<status>", defaultValue = "",
            description = "Only this status, as in dismissed. Default: the open ones.")
    private String status;

    @Option(names = "--limit", paramLabel = "<n>", defaultValue = "20", description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    public Integer call() {
        ListRecommendationsRequest.Builder request = ListRecommendationsRequest.newBuilder().setParent(tenant.parent()).setAccount(account)
                .setSegment(segment).setKind(choice("--kind", kind, ActionKind.class))
                .setStatus(choice("--status", status, Recommendation.Status.class));
        List<RecommendationView> found = new ArrayList<>();
        try (Connection connection = platform.connect()) {
            do {
                ListRecommendationsResponse page = connection.playbooks().listRecommendations(
                        request.setPageSize(Math.clamp(limit - found.size(), 1, PAGE)).build());
                page.getRecommendationsList().stream().map(RecommendationView::of).forEach(found::add);
                request.setPageToken(page.getNextPageToken());
            } while (!request.getPageToken().isEmpty() && found.size() < limit);
            if (found.isEmpty() && !segment.isEmpty()) {
                requireSegment(connection);
            }
        }
        Result result = new Result(tenant.id(), found, !request.getPageToken().isEmpty());
        output.print(result, out -> print(result, out));
        return 0;
    }

    private void requireSegment(Connection connection) {
        List<String> segments =
                connection.segmentation().summarizeSegments(SummarizeSegmentsRequest.newBuilder().setParent(tenant.parent()).build())
                        .getRowsList().stream().map(row -> row.getSegment().getId()).toList();
        if (!segments.contains(segment)) {
            throw new CommandException("--segment is one of " + String.join(", ", segments) + ", and not '" + segment + "'.");
        }
    }

    private void print(Result result, PrintStream out) {
        if (result.recommendations().isEmpty()) {
            out.println("There is nothing to do for the tenant " + tenant.id() + " that matches.");
            return;
        }
        RecommendationView.print(result.recommendations(), out);
        if (result.more()) {
            out.println("There are more: --limit shows them.");
        }
    }

    /// The first constant, which stands for all, when nothing is named.
    private static <E extends Enum<E>> E choice(String option, String value, Class<E> type) {
        E[] choices = type.getEnumConstants();
        if (value.isEmpty()) {
            return choices[0];
        }
        String name = value.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Arrays.stream(choices).skip(1).filter(choice -> choice.name().equals(name) && !name.equals("UNRECOGNIZED")).findFirst()
                .orElseThrow(() -> new CommandException(
                        option + " is one of "
                                + Arrays.stream(choices).skip(1).map(Enum::name).filter(other -> !other.equals("UNRECOGNIZED"))
                                        .map(other -> other.toLowerCase(Locale.ROOT).replace('_', '-')).collect(Collectors.joining(", "))
                                + ", and not '" + value + "'."));
    }
}
