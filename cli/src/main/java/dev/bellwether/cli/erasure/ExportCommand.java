package dev.bellwether.cli.erasure;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = {"Write everything that is held of an account, in all services, as one JSON document.",
    "Exit code 1 when nothing is held of it."})
public final class ExportCommand implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Parameters(paramLabel = "<account>", description = "The account's id.")
    private String account;

    @Option(names = "--output", paramLabel = "<file>", description = "Where to. Default: standard output.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            AccountExport export = new AccountExport(connection, new AccountKey(tenant.id(), account));
            if (export.isEmpty()) {
                throw new CommandException("Nothing is held of an account '" + account + "' of the tenant " + tenant.id()
                        + ", in any service. Is the id right, "
                        + "and the tenant? './bellwether tenant accounts " + tenant.id() + "' lists its accounts.");
            }
            if (file.isEmpty()) {
                export.writeTo(System.out);
                System.out.println();
                return 0;
            }
            Files.move(export.writeUnfinished(file.get()), file.get(), StandardCopyOption.REPLACE_EXISTING);
            return 0;
        } catch (IOException failure) {
            throw new CommandException("The export cannot be written: " + FileErrors.of(failure), failure);
        }
    }
}
