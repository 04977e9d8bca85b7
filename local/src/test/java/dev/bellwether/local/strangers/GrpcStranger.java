package dev.bellwether.local.strangers;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import dev.bellwether.access.v1.Access;
import dev.bellwether.access.v1.AccessProto;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Calls any method with any credential, about a tenant.
final class GrpcStranger {

    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final UnknownFieldSet FILLER = UnknownFieldSet.newBuilder().addField(100_000,
            UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFrom(new byte[20 << 20])).build()).build();

    private final Channel channel;

    GrpcStranger(Channel channel) {
        this.channel = channel;
    }

    static Access access(MethodDescriptor method) {
        return method.getOptions().getExtension(AccessProto.access);
    }

    /// How the call ends, without what it answers, and whether it answered anything.
    record End(Status status, boolean answered) {}

    End call(MethodDescriptor method, String tenant, Optional<String> credential, Duration patience) throws Exception {
        return call(method, request(method, tenant), credential, CallOptions.DEFAULT.withDeadlineAfter(patience));
    }

    /// A message of 20 kB that unpacks to 20 MiB.
    End bomb(MethodDescriptor method, String tenant, Optional<String> credential, Duration patience) throws Exception {
        DynamicMessage bomb = request(method, tenant).toBuilder().setUnknownFields(FILLER).build();
        return call(method, bomb, credential, CallOptions.DEFAULT.withDeadlineAfter(patience).withCompression("gzip"));
    }

    private End call(MethodDescriptor method, DynamicMessage request, Optional<String> credential, CallOptions options) throws Exception {
        CompletableFuture<End> end = new CompletableFuture<>();
        ClientCall<DynamicMessage, DynamicMessage> call = channel.newCall(grpcMethod(method), options);
        Metadata headers = new Metadata();
        credential.ifPresent(shown -> headers.put(AUTHORIZATION, "Bearer " + shown));
        call.start(new ClientCall.Listener<>() {
            private boolean answered;

            @Override
            public void onMessage(DynamicMessage message) {
                answered = true;
                // Watching has no end of its own.
                call.cancel("answered", null);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
                end.complete(new End(status, answered));
            }
        }, headers);
        call.request(1);
        call.sendMessage(request);
        call.halfClose();
        return end.get(60, TimeUnit.SECONDS);
    }

    /// As empty as it can be while it still concerns the tenant.
    private static DynamicMessage request(MethodDescriptor method, String tenant) {
        Access access = access(method);
        return switch (access.getReachCase()) {
            case TENANT_OF -> with(method.getInputType(), access.getTenantOf(), "tenants/" + tenant);
            case EACH_EVENT -> {
                FieldDescriptor events = method.getInputType().findFieldByName("events");
                yield DynamicMessage.newBuilder(method.getInputType())
                        .addRepeatedField(events, with(events.getMessageType(), "tenant", tenant))
                        .build();
            }
            case INSTALLATION, NO_TENANT, REACH_NOT_SET -> DynamicMessage.getDefaultInstance(method.getInputType());
        };
    }

    private static DynamicMessage with(Descriptor type, String path, String value) {
        String[] steps = path.split("\\.", 2);
        FieldDescriptor field = type.findFieldByName(steps[0]);
        return DynamicMessage.newBuilder(type)
                .setField(field, steps.length == 1 ? value : with(field.getMessageType(), steps[1], value))
                .build();
    }

    private static io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> grpcMethod(MethodDescriptor method) {
        MethodType type = method.isClientStreaming()
                ? MethodType.BIDI_STREAMING
                : method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY;
        return io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
                .setType(type)
                .setFullMethodName(io.grpc.MethodDescriptor.generateFullMethodName(method.getService().getFullName(), method.getName()))
                .setRequestMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getInputType())))
                .setResponseMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getOutputType())))
                .build();
    }
}
