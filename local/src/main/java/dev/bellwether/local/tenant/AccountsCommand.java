package dev.bellwether.local.tenant;

import dev.bellwether.local.cli.Output;
import dev.bellwether.local.cli.Table;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.connection.PlatformOption;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "accounts", description = "List the accounts of a tenant of which anything is kept, by id.")
final class AccountsCommand implements Callable<Integer> {

    /// @param lastEvent when it happened; absent when no event is recorded
    record Row(String account, Optional<Instant> lastEvent) {}

    record Result(String tenant, List<Row> accounts) {}

    @Mixin
    private PlatformOption platform;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<tenant>", description = "The tenant's id.")
    private String tenant;

    @Override
    public Integer call() {
        List<Row> accounts = new ArrayList<>();
        try (Connection connection = platform.connect()) {
            new TenantAccounts(connection, tenant).forEachPage(page -> page.forEach(account ->
                    accounts.add(new Row(account.key().account(), account.lastEventAt()))));
        }
        output.print(new Result(tenant, accounts), out -> print(accounts, out));
        return 0;
    }

    private void print(List<Row> accounts, PrintStream out) {
        if (accounts.isEmpty()) {
            out.println("Nothing is kept of any account of the tenant " + tenant + ".");
            return;
        }
        Table table = new Table("Account", "Last event");
        accounts.forEach(account -> table.row(account.account(), account.lastEvent().map(Instant::toString).orElse("none")));
        table.print(out);
    }
}
