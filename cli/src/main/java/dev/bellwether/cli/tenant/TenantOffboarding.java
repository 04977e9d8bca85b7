package dev.bellwether.cli.tenant;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.erasure.AccountExport;
import dev.bellwether.cli.erasure.ReceiptView;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.quarantine.Rejected;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.ProgressBar;
import dev.bellwether.ingestion.v1.Erasure;
import dev.bellwether.ingestion.v1.ForgetPersonsRequest;
import dev.bellwether.ingestion.v1.ForgetPersonsResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.Gatherers;

/// Takes everything of a tenant that is somebody's off the platform. Where it has come to is what is still there, so whatever ends
/// it, the next run goes on.
final class TenantOffboarding {

    private static final RetryingCall PATIENCE = new RetryingCall(Duration.ofMinutes(1));
    /// Within which a revoked key ends on every replica: docs/api/sources.md.
    private static final Duration LAST_CALLS = Duration.ofSeconds(2);
    private static final int EXPORTS_AT_ONCE = 4;
    private static final int ERASURES_AT_ONCE = 32;
    /// Others are asked for while receipts are on their way: each takes seconds when there are many.
    private static final int PORTION = 250;
    private static final int PORTIONS_ON_THEIR_WAY = 4;
    /// After the second, what is found is what somebody still sends.
    private static final int MOST_ROUNDS = 5;

    private final Connection connection;
    private final String tenant;
    private final String reason;
    private final Optional<ExportFolder> folder;
    private final TenantKeys keys;
    private final TenantAccounts accounts;
    private final RejectedEvents rejected;
    private final TenantErasures erasures;

    private int revoked;
    private long erased;
    private long deleted;
    private long persons;
    private long messages;

    /// @param patience for the next receipt
    TenantOffboarding(Connection connection, String tenant, String reason, Optional<ExportFolder> folder, Duration patience) {
        this.connection = connection;
        this.tenant = tenant;
        this.reason = reason;
        this.folder = folder;
        this.keys = new TenantKeys(connection, tenant);
        this.accounts = new TenantAccounts(connection, tenant);
        this.rejected = new RejectedEvents(connection, tenant);
        this.erasures = new TenantErasures(connection, tenant, patience);
    }

    TenantInventory survey() {
        return new TenantInventory(tenant, accounts.count(), keys.sources().size(), keys.active().size(), rejected.count(),
                forgetPersons(true), erasures.isAny());
    }

    OffboardingResult leave() {
        closeTheDoors();
        int round = 1;
        while (takesSomethingAway()) {
            if (round++ == MOST_ROUNDS) {
                throw new CommandException(
                        "Events of " + tenant + " still come in. Take it out of the tokens that name it, and run this again. Until now "
                                + Numbers.plural(erased, "account") + " of it are erased.");
            }
        }
        return departure();
    }

    private void closeTheDoors() {
        revoked = keys.revoke();
        if (revoked > 0) {
            LockSupport.parkNanos(LAST_CALLS.toNanos());
        }
        new PipelineProgress(connection).awaitTaken();
    }

    /// Does away with all that there is, and waits until what was on its way is there as well.
    private boolean takesSomethingAway() {
        long before = erased + deleted + persons + messages;
        long found = accounts.count();
        // All of them before the first is erased: what is held of persons may be in the exports of several.
        folder.ifPresent(to -> export(to, found));
        // Before accounts are erased, each of which looks for its own among them.
        deleted += folder.map(to -> rejected.delete(events -> to.addRejected(events.stream().map(Rejected::of).toList())))
                .orElseGet(rejected::delete);
        erase(found);
        new PipelineProgress(connection).awaitTaken();
        ForgetPersonsResponse forgotten = forgetPersons(false);
        persons += forgotten.getPersons();
        messages += forgotten.getWaitingMessages();
        return erased + deleted + persons + messages > before;
    }

    private void export(ExportFolder to, long total) {
        if (total == 0) {
            return;
        }
        AtomicLong done = new AtomicLong();
        try (ProgressBar bar = new ProgressBar("Exporting", "accounts")) {
            accounts.forEachPage(page -> page.stream().gather(Gatherers.mapConcurrent(EXPORTS_AT_ONCE, account -> {
                export(to, account.key());
                return account;
            })).forEach(_ -> bar.advanceTo(done.incrementAndGet(), total)));
        }
    }

    /// Of one that is being erased already there may be a part only.
    private void export(ExportFolder to, AccountKey account) {
        if (!to.holds(account) || !erasures.isAskedFor(account)) {
            PATIENCE.call(() -> {
                to.add(new AccountExport(connection, account));
                return account;
            });
        }
    }

    private void erase(long total) {
        if (total == 0) {
            return;
        }
        Queue<List<Erasure>> asked = new ArrayDeque<>();
        long before = erased;
        try (ProgressBar bar = new ProgressBar("Erasing  ", "accounts")) {
            accounts.forEachPage(PORTION, page -> {
                asked.add(page.stream().gather(Gatherers.mapConcurrent(ERASURES_AT_ONCE, account -> erase(account.key()))).toList());
                if (asked.size() > PORTIONS_ON_THEIR_WAY) {
                    awaitReceipts(asked.remove(), receipts -> bar.advanceTo(receipts - before, total));
                }
            });
            asked.forEach(rest -> awaitReceipts(rest, receipts -> bar.advanceTo(receipts - before, total)));
        }
    }

    private void awaitReceipts(List<Erasure> asked, LongConsumer watch) {
        for (Erasure erasure : asked) {
            erasures.receipt(erasure);
            erased++;
            watch.accept(erased);
        }
    }

    private Erasure erase(AccountKey account) {
        // One that has come since the others were exported.
        folder.filter(to -> !to.holds(account)).ifPresent(to -> export(to, account));
        return erasures.erase(account, reason);
    }

    private ForgetPersonsResponse forgetPersons(boolean dry) {
        return PATIENCE.call(() -> connection.erasures().forgetPersons(
                ForgetPersonsRequest.newBuilder().setParent(ResourceNames.tenant(tenant)).setValidateOnly(dry).build()));
    }

    private OffboardingResult departure() {
        List<ReceiptView> receipts = new ArrayList<>();
        AtomicLong count = new AtomicLong();
        folder.ifPresent(ExportFolder::beginReceipts);
        erasures.forEachPage(page -> {
            List<ReceiptView> views = page.stream().map(ReceiptView::of).toList();
            count.addAndGet(views.size());
            folder.ifPresentOrElse(to -> to.addReceipts(views), () -> receipts.addAll(views));
        });
        return new OffboardingResult(tenant, revoked, erased, deleted, persons, messages, folder.map(to -> to.path().toString()),
                count.get(),
                folder.isPresent() ? Optional.empty() : Optional.of(receipts));
    }
}
