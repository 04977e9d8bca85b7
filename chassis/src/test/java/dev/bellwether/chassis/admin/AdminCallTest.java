package dev.bellwether.chassis.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.features.v1.AccountFeatures;
import dev.bellwether.features.v1.FeatureStoreGrpc;
import dev.bellwether.features.v1.GetFeaturesRequest;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// The credential's way from the caller's metadata to the virtual thread that does the work.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
class AdminCallTest {

    @GrpcClient("operations")
    FeatureStoreGrpc.FeatureStoreBlockingStub service;

    @Test
    void the_admin_key_opens_the_call_that_carries_it_and_no_other() {
        assertThat(with("Bearer only-known-to-this-test-of-the-chassis").getFeatures(GetFeaturesRequest.getDefaultInstance())).isNotNull();
        assertRefused(Status.Code.UNAUTHENTICATED, service);
        assertRefused(Status.Code.PERMISSION_DENIED, with("Bearer another"));
    }

    private void assertRefused(Status.Code code, FeatureStoreGrpc.FeatureStoreBlockingStub caller) {
        assertThatThrownBy(() -> caller.getFeatures(GetFeaturesRequest.getDefaultInstance()))
                .isInstanceOfSatisfying(StatusRuntimeException.class, refused -> assertThat(refused.getStatus().getCode()).isEqualTo(code));
    }

    private FeatureStoreGrpc.FeatureStoreBlockingStub with(String authorization) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
        return service.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @GrpcService
    static class Guarded extends FeatureStoreGrpc.FeatureStoreImplBase {

        private final AdminAccess access;

        Guarded(AdminAccess access) {
            this.access = access;
        }

        @Override
        public void getFeatures(GetFeaturesRequest request, StreamObserver<AccountFeatures> caller) {
            VirtualCalls.answer(caller, () -> {
                access.require();
                return AccountFeatures.getDefaultInstance();
            });
        }
    }
}
