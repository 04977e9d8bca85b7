package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.ingestion.source.KeyRegister;
import dev.bellwether.ingestion.source.RegisteredSource;
import dev.bellwether.ingestion.source.Sources;
import dev.bellwether.ingestion.v1.CreateSourceRequest;
import dev.bellwether.ingestion.v1.CreateWriteKeyRequest;
import dev.bellwether.ingestion.v1.GetSourceRequest;
import dev.bellwether.ingestion.v1.ListSourcesRequest;
import dev.bellwether.ingestion.v1.ListSourcesResponse;
import dev.bellwether.ingestion.v1.ListWriteKeysRequest;
import dev.bellwether.ingestion.v1.ListWriteKeysResponse;
import dev.bellwether.ingestion.v1.NewWriteKey;
import dev.bellwether.ingestion.v1.RevokeWriteKeyRequest;
import dev.bellwether.ingestion.v1.RotateWriteKeyRequest;
import dev.bellwether.ingestion.v1.Source;
import dev.bellwether.ingestion.v1.SourcesGrpc;
import dev.bellwether.ingestion.v1.UpdateSourceRequest;
import dev.bellwether.ingestion.v1.WriteKey;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.time.InstantSource;
import java.util.List;

@GrpcService
class SourcesGrpcService extends SourcesGrpc.SourcesImplBase {

    private final Sources sources;
    private final KeyRegister keys;
    private final InstantSource clock;

    SourcesGrpcService(Sources sources, KeyRegister keys, InstantSource clock) {
        this.sources = sources;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public void createSource(CreateSourceRequest request, StreamObserver<Source> caller) {
        VirtualCalls.answer(caller, () -> SourceMessages.message(sources.create(
                new dev.bellwether.ingestion.source.Source(
                        ResourceNames.parseTenant("parent", request.getParent()), Sources.requireId("source_id", request.getSourceId())),
                request.getDisplayName(),
                SourceMessages.limits(request.getLimits()))));
    }

    @Override
    public void getSource(GetSourceRequest request, StreamObserver<Source> caller) {
        VirtualCalls.answer(caller, () -> SourceMessages.message(sources.find(SourceMessages.source("name", request.getName()))));
    }

    @Override
    public void listSources(ListSourcesRequest request, StreamObserver<ListSourcesResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            int size = PageToken.size(request);
            List<RegisteredSource> found = sources.list(ResourceNames.parseTenant("parent", request.getParent()),
                    String.join("", PageToken.position(request, 1)), size + 1);
            ListSourcesResponse.Builder page = ListSourcesResponse.newBuilder();
            found.stream().limit(size).map(SourceMessages::message).forEach(page::addSources);
            if (found.size() > size) {
                page.setNextPageToken(PageToken.of(request, found.get(size - 1).source().id()));
            }
            return page.build();
        });
    }

    @Override
    public void updateSource(UpdateSourceRequest request, StreamObserver<Source> caller) {
        VirtualCalls.answer(caller, () -> SourceMessages.message(sources.update(
                SourceMessages.source("source.name", request.getSource().getName()), SourceMessages.change(request))));
    }

    @Override
    public void createWriteKey(CreateWriteKeyRequest request, StreamObserver<NewWriteKey> caller) {
        VirtualCalls.answer(caller,
                () -> SourceMessages.message(keys.create(SourceMessages.source("parent", request.getParent())), clock.instant()));
    }

    @Override
    public void rotateWriteKey(RotateWriteKeyRequest request, StreamObserver<NewWriteKey> caller) {
        VirtualCalls.answer(caller, () -> SourceMessages.message(keys.rotate(SourceMessages.source("parent", request.getParent()),
                SourceMessages.grace(request.hasGrace(), request.getGrace())), clock.instant()));
    }

    @Override
    public void revokeWriteKey(RevokeWriteKeyRequest request, StreamObserver<WriteKey> caller) {
        VirtualCalls.answer(caller, () -> {
            SourceMessages.KeyName name = SourceMessages.key(request.getName());
            return SourceMessages.message(keys.revoke(name.source(), name.key()), clock.instant());
        });
    }

    @Override
    public void listWriteKeys(ListWriteKeysRequest request, StreamObserver<ListWriteKeysResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            int size = PageToken.size(request);
            List<dev.bellwether.ingestion.source.WriteKey> found = keys.list(SourceMessages.source("parent", request.getParent()),
                    PageTokens.keys(request), size + 1);
            ListWriteKeysResponse.Builder page = ListWriteKeysResponse.newBuilder();
            found.stream().limit(size).map(key -> SourceMessages.message(key, clock.instant())).forEach(page::addKeys);
            if (found.size() > size) {
                page.setNextPageToken(
                        PageTokens.of(request, new KeyRegister.Position(found.get(size - 1).createdAt(), found.get(size - 1).id())));
            }
            return page.build();
        });
    }
}
