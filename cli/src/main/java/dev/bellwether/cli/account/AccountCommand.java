package dev.bellwether.cli.account;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.recommendations.RecommendationView;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.features.v1.AccountFeatures;
import dev.bellwether.features.v1.GetFeaturesRequest;
import dev.bellwether.ingestion.v1.ListEventsRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.segmentation.v1.GetMembershipRequest;
import dev.bellwether.segmentation.v1.ListTransitionsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "account", description = "Show an account: its segment and why, its features, what to do, what happened last.")
public final class AccountCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<id>", description = "The account's id.")
    private String account;

    @Option(names = "--as-of", paramLabel = "<day>", description = "Segment and features as of this day, as in 2026-03-31.")
    private Optional<LocalDate> asOf = Optional.empty();

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            AccountView view = view(connection);
            output.print(view, view::print);
            return 0;
        }
    }

    private AccountView view(Connection connection) {
        String name = tenant.parent() + "/accounts/" + account;
        GetFeaturesRequest.Builder features = GetFeaturesRequest.newBuilder().setName(name);
        GetMembershipRequest.Builder membership = GetMembershipRequest.newBuilder().setName(name + "/membership");
        asOf.map(Dates::date).ifPresent(day -> {
            features.setAsOf(day);
            membership.setAsOf(day);
        });
        AccountFeatures known = connection.features().getFeatures(features.build());
        return new AccountView(account, Dates.day(known.getAsOf()),
                ifFound(() -> connection.segmentation().getMembership(membership.build())).map(AccountView.Membership::of),
                AccountView.features(known.getFeatures()),
                ifFound(() -> connection.segmentation()
                        .listTransitions(ListTransitionsRequest.newBuilder().setParent(name).setPageSize(SHOWN).build()))
                        .map(page -> page.getTransitionsList().stream().map(AccountView.Move::of).toList()).orElse(java.util.List.of()),
                connection.playbooks()
                        .listRecommendations(ListRecommendationsRequest.newBuilder().setParent(tenant.parent()).setAccount(account).build())
                        .getRecommendationsList().stream().map(RecommendationView::of).toList(),
                connection.ingestion().listEvents(ListEventsRequest.newBuilder().setParent(name).setPageSize(SHOWN).build())
                        .getEventsList().stream().map(AccountView.Happening::of).toList());
    }

    /// An account whose backfill is still open has features, and no segment yet.
    private static <A> Optional<A> ifFound(Supplier<A> call) {
        try {
            return Optional.of(call.get());
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
