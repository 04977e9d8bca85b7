package dev.bellwether.local.strangers;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.access.v1.AccessProto;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The methods that a service says it has, as a client without its contracts learns of them.
final class Reflection {

    private final Channel channel;
    private final ExtensionRegistry options = ExtensionRegistry.newInstance();

    Reflection(Channel channel) {
        this.channel = channel;
        AccessProto.registerAllExtensions(options);
    }

    /// Of all its services but those about the server itself.
    List<MethodDescriptor> methods() throws Exception {
        List<MethodDescriptor> methods = new ArrayList<>();
        for (var service : ask(ServerReflectionRequest.newBuilder().setListServices("").build()).getListServicesResponse()
                .getServiceList()) {
            if (!service.getName().startsWith("grpc.")) {
                methods.addAll(file(service.getName()).findServiceByName(service.getName().replaceFirst(".*\\.", "")).getMethods());
            }
        }
        return methods;
    }

    private FileDescriptor file(String symbol) throws Exception {
        Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
        read(ask(ServerReflectionRequest.newBuilder().setFileContainingSymbol(symbol).build()), files);
        return build(files.keySet().iterator().next(), files);
    }

    private void read(ServerReflectionResponse response, Map<String, FileDescriptorProto> files) throws InvalidProtocolBufferException {
        for (ByteString bytes : response.getFileDescriptorResponse().getFileDescriptorProtoList()) {
            FileDescriptorProto file = FileDescriptorProto.parseFrom(bytes, options);
            files.put(file.getName(), file);
        }
    }

    private FileDescriptor build(String name, Map<String, FileDescriptorProto> files) throws Exception {
        if (!files.containsKey(name)) {
            read(ask(ServerReflectionRequest.newBuilder().setFileByFilename(name).build()), files);
        }
        List<FileDescriptor> dependencies = new ArrayList<>();
        for (String dependency : files.get(name).getDependencyList()) {
            dependencies.add(build(dependency, files));
        }
        try {
            return FileDescriptor.buildFrom(files.get(name), dependencies.toArray(FileDescriptor[]::new));
        } catch (DescriptorValidationException invalid) {
            throw new AssertionError(name, invalid);
        }
    }

    private ServerReflectionResponse ask(ServerReflectionRequest request) throws Exception {
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> call = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(new StreamObserver<>() {
            @Override
            public void onNext(ServerReflectionResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {}
        });
        call.onNext(request);
        call.onCompleted();
        return answer.get(60, TimeUnit.SECONDS);
    }
}
