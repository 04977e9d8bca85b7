package dev.bellwether.cli.sending;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Pages;
import dev.bellwether.ingestion.v1.AbandonBackfillRequest;
import dev.bellwether.ingestion.v1.Backfill;
import dev.bellwether.ingestion.v1.BeginBackfillRequest;
import dev.bellwether.ingestion.v1.FinishBackfillRequest;
import dev.bellwether.ingestion.v1.GetBackfillRequest;
import dev.bellwether.ingestion.v1.ListBackfillsRequest;
import dev.bellwether.ingestion.v1.ListBackfillsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;

/// A tenant's backfills for one purpose: "import-1", "import-2", … One that was left open, because whoever sent it was
/// interrupted, is taken up again.
public final class ResumableBackfills {

    private static final RetryingCall PATIENCE = RetryingCall.RESTART;

    private final Connection connection;
    private final String tenant;

    public ResumableBackfills(Connection connection, String tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /// @param begun by the platform's clock
    public record Open(String id, Instant begun) {}

    /// Opens the first that is not finished.
    public Open begin(String purpose) {
        for (int number = 1;; number++) {
            String id = purpose + "-" + number;
            if (!isFinished(id)) {
                Backfill open = PATIENCE.call(() -> connection.ingestion().beginBackfill(
                        BeginBackfillRequest.newBuilder().setParent("tenants/" + tenant).setBackfillId(id).build()));
                return new Open(id, Dates.instant(open.getBeginTime()));
            }
        }
    }

    /// Those of the tenant, the one that was begun last first.
    public List<Backfill> list() {
        ListBackfillsRequest.Builder request = ListBackfillsRequest.newBuilder().setParent("tenants/" + tenant).setPageSize(1_000);
        return Pages.all(token -> PATIENCE.call(() -> connection.ingestion().listBackfills(request.setPageToken(token).build())),
                ListBackfillsResponse::getNextPageToken, ListBackfillsResponse::getBackfillsList);
    }

    /// Its facts stay; its past is not told of.
    public Backfill abandon(String id) {
        return PATIENCE.call(() -> connection.ingestion().abandonBackfill(AbandonBackfillRequest.newBuilder().setName(name(id)).build()));
    }

    public Backfill finish(String id) {
        return PATIENCE.call(() -> connection.ingestion().finishBackfill(FinishBackfillRequest.newBuilder().setName(name(id)).build()));
    }

    public String name(String id) {
        return "tenants/" + tenant + "/backfills/" + id;
    }

    private boolean isFinished(String id) {
        try {
            return PATIENCE.call(() -> connection.ingestion().getBackfill(GetBackfillRequest.newBuilder().setName(name(id)).build()))
                    .getState() == Backfill.State.FINISHED;
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            throw failure;
        }
    }
}
