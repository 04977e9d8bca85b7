package dev.bellwether.cli.resume;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Output;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = {
    "Resume accounts that could not be processed ('status' lists them), in every service, once the cause is repaired.",
    "What they have missed is made up for. Exit code 1 when one of them cannot be processed still."})
public final class ResumeCommand implements Callable<Integer> {

    /// @param resumed accounts, by service
    /// @param failed  accounts that stay suspended, with the service that cannot process them and its reason
    record Result(Map<String, Long> resumed, List<AccountResumption.Failure> failed) {}

    static final class Which {
        @Parameters(paramLabel = "<id>", arity = "1..*", description = "Accounts of the tenant.")
        private Set<String> accounts = new LinkedHashSet<>();

        @Option(names = "--all", required = true, description = "All suspended accounts, of all tenants.")
        private boolean all;
    }

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            AccountResumption resumption = new AccountResumption(connection);
            Set<String> names =
                    which.accounts.stream().map(account -> tenant.parent() + "/accounts/" + account).collect(Collectors.toSet());
            resumption.run(name -> which.all || names.contains(name));
            Map<String, Long> resumed = new LinkedHashMap<>();
            resumption.resumed().forEach((service, count) -> resumed.put(service.module(), count));
            if (resumed.isEmpty() && resumption.failures().isEmpty() && !which.all) {
                throw new CommandException("No service has suspended " + String.join(", ", which.accounts) + " of the tenant " + tenant.id()
                        + ". './bellwether status' lists the suspended accounts.");
            }
            Result result = new Result(resumed, resumption.failures());
            output.print(result, out -> print(result, out));
            return result.failed().isEmpty() ? 0 : 1;
        }
    }

    private static void print(Result result, PrintStream out) {
        if (result.resumed().isEmpty() && result.failed().isEmpty()) {
            out.println("No account is suspended.");
        }
        result.resumed().forEach((service, count) -> out.println(service + ": " + Numbers.plural(count, "account") + " resumed."));
        result.failed()
                .forEach(failure -> out.println(failure.service() + ": " + failure.account() + " stays suspended: " + failure.reason()));
    }
}
