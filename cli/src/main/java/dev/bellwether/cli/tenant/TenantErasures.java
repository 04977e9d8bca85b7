package dev.bellwether.cli.tenant;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Pages;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.ingestion.v1.EraseAccountRequest;
import dev.bellwether.ingestion.v1.Erasure;
import dev.bellwether.ingestion.v1.GetErasureRequest;
import dev.bellwether.ingestion.v1.ListErasuresRequest;
import dev.bellwether.ingestion.v1.ListErasuresResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Erases accounts of a tenant, and waits for the receipts.
///
/// @param patience for the next receipt
record TenantErasures(Connection connection, String tenant, Duration patience) {

    private static final int PAGE = 1_000;
    private static final RetryingCall PATIENCE = new RetryingCall(Duration.ofMinutes(1));
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    Erasure erase(AccountKey account, String reason) {
        // A receipt must not name its account, and the reason of all may hold the id of one.
        String said = reason.contains(account.account()) ? "" : reason;
        return PATIENCE.call(() -> connection.erasures().eraseAccount(
                EraseAccountRequest.newBuilder().setName(ResourceNames.account(account)).setReason(said).build()));
    }

    boolean isAskedFor(AccountKey account) {
        try {
            look(ResourceNames.tenant(tenant) + "/erasures/" + Fingerprint.of(account));
            return true;
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            throw refused;
        }
    }

    /// @throws CommandException when it does not come
    Erasure receipt(Erasure asked) {
        long deadline = System.nanoTime() + patience.toNanos();
        Erasure erasure = asked.getState() == Erasure.State.COMPLETED ? asked : look(asked.getName());
        while (erasure.getState() != Erasure.State.COMPLETED) {
            if (System.nanoTime() > deadline) {
                throw new CommandException("No receipt has come for " + patience.toSeconds() + " seconds. Not everything is erased yet by "
                        + String.join(", ", erasure.getAwaitedList())
                        + ": './bellwether status' says more. Run this again to continue.");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            erasure = look(asked.getName());
        }
        return erasure;
    }

    private Erasure look(String name) {
        return PATIENCE.call(() -> connection.erasures().getErasure(GetErasureRequest.newBuilder().setName(name).build()));
    }

    boolean isAny() {
        return page(ListErasuresRequest.newBuilder().setPageSize(1)).getErasuresCount() > 0;
    }

    /// All receipts of the tenant, newest first; waits for those that have yet to come.
    void forEachPage(Consumer<List<Erasure>> work) {
        ListErasuresRequest.Builder request = ListErasuresRequest.newBuilder().setPageSize(PAGE);
        Pages.forEach(token -> page(request.setPageToken(token)), ListErasuresResponse::getNextPageToken,
                page -> work.accept(page.getErasuresList().stream().map(this::receipt).toList()));
    }

    private ListErasuresResponse page(ListErasuresRequest.Builder request) {
        return PATIENCE.call(() -> connection.erasures().listErasures(request.setParent(ResourceNames.tenant(tenant)).build()));
    }
}
