package dev.bellwether.cli.tenant;

import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.ingestion.v1.ListSourcesRequest;
import dev.bellwether.ingestion.v1.ListSourcesResponse;
import dev.bellwether.ingestion.v1.ListWriteKeysRequest;
import dev.bellwether.ingestion.v1.ListWriteKeysResponse;
import dev.bellwether.ingestion.v1.RevokeWriteKeyRequest;
import dev.bellwether.ingestion.v1.Source;
import dev.bellwether.ingestion.v1.WriteKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The sources of a tenant, and the write keys with which they send.
record TenantKeys(Connection connection, String tenant) {

    private static final int PAGE = 1_000;
    private static final RetryingCall PATIENCE = new RetryingCall(Duration.ofMinutes(1));

    List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        ListSourcesRequest.Builder request = ListSourcesRequest.newBuilder().setParent(ResourceNames.tenant(tenant)).setPageSize(PAGE);
        do {
            ListSourcesResponse page = PATIENCE.call(() -> connection.sources().listSources(request.build()));
            sources.addAll(page.getSourcesList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return sources;
    }

    /// Those that work.
    List<WriteKey> active() {
        return sources().stream().flatMap(source -> keys(source).stream()).filter(key -> key.getState() == WriteKey.State.ACTIVE).toList();
    }

    private List<WriteKey> keys(Source source) {
        List<WriteKey> keys = new ArrayList<>();
        ListWriteKeysRequest.Builder request = ListWriteKeysRequest.newBuilder().setParent(source.getName()).setPageSize(PAGE);
        do {
            ListWriteKeysResponse page = PATIENCE.call(() -> connection.sources().listWriteKeys(request.build()));
            keys.addAll(page.getKeysList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return keys;
    }

    /// @return how many worked
    int revoke() {
        List<WriteKey> active = active();
        active.forEach(key -> PATIENCE.call(() -> connection.sources().revokeWriteKey(RevokeWriteKeyRequest.newBuilder().setName(key.getName()).build())));
        return active.size();
    }
}
