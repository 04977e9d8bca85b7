package dev.bellwether.cli.tenant;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Pages;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.ingestion.v1.ListAccountsRequest;
import dev.bellwether.ingestion.v1.ListAccountsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The accounts of a tenant, a page in memory at a time. What is done with a page may erase its accounts: the next one begins behind its
/// last.
record TenantAccounts(Connection connection, String tenant) {

    private static final int PAGE = 1_000;
    private static final RetryingCall PATIENCE = new RetryingCall(Duration.ofMinutes(1));

    /// @param lastEventAt empty when no event is recorded
    record Account(AccountKey key, Optional<Instant> lastEventAt) {}

    /// @param next the following page's token; empty at the end
    record Page(List<Account> accounts, String next) {}

    void forEachPage(Consumer<List<Account>> work) {
        forEachPage(PAGE, work);
    }

    void forEachPage(int size, Consumer<List<Account>> work) {
        Pages.forEach(token -> page(size, token), Page::next, page -> work.accept(page.accounts()));
    }

    /// @param token empty for the first page
    Page page(int size, String token) {
        ListAccountsRequest request =
                ListAccountsRequest.newBuilder().setParent(ResourceNames.tenant(tenant)).setPageSize(size).setPageToken(token).build();
        ListAccountsResponse page = PATIENCE.call(() -> connection.ingestion().listAccounts(request));
        return new Page(page.getAccountsList().stream().map(account -> new Account(
                ResourceNames.parseAccount("name", account.getName()),
                account.hasLastEventTime() ? Optional.of(Dates.instant(account.getLastEventTime())) : Optional.empty())).toList(),
                page.getNextPageToken());
    }

    long count() {
        AtomicLong count = new AtomicLong();
        forEachPage(page -> count.addAndGet(page.size()));
        return count.get();
    }
}
