package dev.bellwether.cli.tenant;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.cli.terminal.Table;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "accounts", description = "List the accounts of a tenant of which anything is kept, by id.")
final class AccountsCommand implements Callable<Integer> {

    private static final int PAGE = 1_000;
    private static final int MOST = 100_000;

    /// @param lastEvent when it happened; absent when no event is recorded
    record Row(String account, Optional<Instant> lastEvent) {}

    /// @param next what shows the following ones: with `--after`; absent when there are none
    record Result(String tenant, List<Row> accounts, Optional<String> next) {}

    @Mixin
    private PlatformOption platform;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<tenant>", description = "The tenant's id.")
    private String tenant;

    @Option(names = "--limit", paramLabel = "<n>", defaultValue = "100",
            description = "At most this many, 1 to 100,000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--after", paramLabel = "<token>", defaultValue = "",
            description = "The ones that follow those shown before: the token that stood at their end.")
    private String after;

    @Option(names = "--all", description = "All of them, one id a line (with --json: one object a line), however many they are.")
    private boolean all;

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new CommandException("--limit is 1 to " + Numbers.count(MOST) + ", and not " + limit + ". --all shows all accounts.");
        }
        try (Connection connection = platform.connect()) {
            TenantAccounts accounts = new TenantAccounts(connection, tenant);
            if (all) {
                accounts.forEachPage(page -> page
                        .forEach(account -> output.line(new Row(account.key().account(), account.lastEventAt()), account.key().account())));
                return 0;
            }
            Result result = list(accounts);
            output.print(result, out -> print(result, out));
        }
        return 0;
    }

    private Result list(TenantAccounts accounts) {
        List<Row> rows = new ArrayList<>();
        String token = after;
        do {
            TenantAccounts.Page page = accounts.page(Math.min(limit - rows.size(), PAGE), token);
            page.accounts().forEach(account -> rows.add(new Row(account.key().account(), account.lastEventAt())));
            token = page.next();
        } while (!token.isEmpty() && rows.size() < limit);
        return new Result(tenant, rows, Optional.of(token).filter(next -> !next.isEmpty()));
    }

    private void print(Result result, PrintStream out) {
        if (result.accounts().isEmpty()) {
            out.println("Nothing is kept of any " + (after.isEmpty() ? "account" : "further account") + " of the tenant " + tenant + ".");
            return;
        }
        Table table = new Table("Account", "Last event");
        result.accounts().forEach(account -> table.row(account.account(), account.lastEvent().map(Instant::toString).orElse("none")));
        table.print(out);
        result.next().ifPresent(next -> out.println("There are more: --after " + next + " shows the next, --all shows all."));
    }
}
