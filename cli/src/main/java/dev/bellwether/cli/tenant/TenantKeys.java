package dev.bellwether.cli.tenant;

import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Pages;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.ingestion.v1.ListSourcesRequest;
import dev.bellwether.ingestion.v1.ListSourcesResponse;
import dev.bellwether.ingestion.v1.ListWriteKeysRequest;
import dev.bellwether.ingestion.v1.ListWriteKeysResponse;
import dev.bellwether.ingestion.v1.RevokeWriteKeyRequest;
import dev.bellwether.ingestion.v1.Source;
import dev.bellwether.ingestion.v1.WriteKey;
import java.time.Duration;
import java.util.List;

/// The sources of a tenant, and the write keys with which they send.
record TenantKeys(Connection connection, String tenant) {

    private static final int PAGE = 1_000;
    private static final RetryingCall PATIENCE = new RetryingCall(Duration.ofMinutes(1));

    List<Source> sources() {
        ListSourcesRequest.Builder request = ListSourcesRequest.newBuilder().setParent(ResourceNames.tenant(tenant)).setPageSize(PAGE);
        return Pages.all(token -> PATIENCE.call(() -> connection.sources().listSources(request.setPageToken(token).build())),
                ListSourcesResponse::getNextPageToken, ListSourcesResponse::getSourcesList);
    }

    /// Those that work.
    List<WriteKey> active() {
        return sources().stream().flatMap(source -> keys(source).stream()).filter(key -> key.getState() == WriteKey.State.ACTIVE).toList();
    }

    private List<WriteKey> keys(Source source) {
        ListWriteKeysRequest.Builder request = ListWriteKeysRequest.newBuilder().setParent(source.getName()).setPageSize(PAGE);
        return Pages.all(token -> PATIENCE.call(() -> connection.sources().listWriteKeys(request.setPageToken(token).build())),
                ListWriteKeysResponse::getNextPageToken, ListWriteKeysResponse::getKeysList);
    }

    /// @return how many worked
    int revoke() {
        List<WriteKey> active = active();
        active.forEach(key -> PATIENCE
                .call(() -> connection.sources().revokeWriteKey(RevokeWriteKeyRequest.newBuilder().setName(key.getName()).build())));
        return active.size();
    }
}
