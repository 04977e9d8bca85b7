package dev.bellwether.cli.erasure;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Confirmation;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.EraseAccountRequest;
import dev.bellwether.ingestion.v1.Erasure;
import dev.bellwether.ingestion.v1.GetErasureRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "erase",
        description = {
            "Erase an account from all services, for good, and print the receipt. An account of which nothing is held is refused.",
            "Exit code 1 when not all services have confirmed in time; asking again shows how far it is."})
public final class EraseCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<account>", description = "The account's id.")
    private String account;

    @Option(names = "--reason", paramLabel = "<text>", defaultValue = "",
            description = "Why, as in the number of the request. Kept with the receipt, so it must not name the account.")
    private String reason;

    @Mixin
    private Confirmation confirmation;

    @Option(names = "--wait", paramLabel = "<seconds>", defaultValue = "60",
            description = "For the receipt, at most. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--even-if-unknown", description = "Also when nothing is held of it, so that nothing is taken of it in future.")
    private boolean evenIfUnknown;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            if (!evenIfUnknown) {
                requireKnown(connection);
            }
            confirmation.require(
                    "Everything of the account %s of %s is deleted, for good, and its id cannot be used again.".formatted(account,
                            tenant.id()),
                    "account", account);
            Erasure erasure = connection.erasures().eraseAccount(EraseAccountRequest.newBuilder()
                    .setName(tenant.parent() + "/accounts/" + account).setReason(reason).build());
            erasure = await(connection, erasure);
            ReceiptView receipt = ReceiptView.of(erasure);
            output.print(receipt, receipt::print);
            return erasure.getState() == Erasure.State.COMPLETED ? 0 : 1;
        }
    }

    /// One that was erased before has a receipt, which is shown.
    private void requireKnown(Connection connection) {
        AccountKey key = new AccountKey(tenant.id(), account);
        AccountExport held = new AccountExport(connection, key);
        if (isAskedFor(connection, key) || !held.isEmpty()) {
            return;
        }
        // What has been accepted may be on its way.
        new PipelineProgress(connection).awaitTaken();
        if (held.isEmpty()) {
            throw new CommandException("Nothing is held of an account '" + account + "' of the tenant " + tenant.id()
                    + ", in any service. Nothing was erased: the id "
                    + "of an account that is erased cannot be used again, so a mistyped one would be lost for ever. './bellwether tenant accounts "
                    + tenant.id() + "' lists its accounts; --even-if-unknown erases one of which nothing is held.");
        }
    }

    private static boolean isAskedFor(Connection connection, AccountKey key) {
        try {
            connection.erasures().getErasure(GetErasureRequest.newBuilder()
                    .setName(ResourceNames.tenant(key.tenant()) + "/erasures/" + Fingerprint.of(key)).build());
            return true;
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            throw refused;
        }
    }

    private Erasure await(Connection connection, Erasure asked) {
        long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        Erasure erasure = asked;
        int confirmed = -1;
        while (erasure.getState() != Erasure.State.COMPLETED && System.nanoTime() < deadline) {
            if (erasure.getConfirmationsCount() != confirmed) {
                confirmed = erasure.getConfirmationsCount();
                System.err.println("Waiting for " + String.join(", ", erasure.getAwaitedList()) + " ...");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            erasure = connection.erasures().getErasure(GetErasureRequest.newBuilder().setName(asked.getName()).build());
        }
        return erasure;
    }
}
