package dev.bellwether.ingestion.api;

import dev.bellwether.ingestion.gateway.EventBatch;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Puts methods that take [EventBatch]es in the place of those that take the generated message. On the wire they are the
/// same.
final class BatchMethods {

    private BatchMethods() {}

    static ServerServiceDefinition in(
            ServerServiceDefinition generated,
            ServerCalls.UnaryMethod<EventBatch, RecordEventsResponse> recordEvents,
            ServerCalls.BidiStreamingMethod<EventBatch, RecordEventsResponse> streamEvents) {
        MethodDescriptor<EventBatch, RecordEventsResponse> record = batches(IngestionGrpc.getRecordEventsMethod());
        MethodDescriptor<EventBatch, RecordEventsResponse> stream = batches(IngestionGrpc.getStreamEventsMethod());
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(generated.getServiceDescriptor().getName())
                .setSchemaDescriptor(generated.getServiceDescriptor().getSchemaDescriptor())
                .addMethod(record)
                .addMethod(stream);
        List<ServerMethodDefinition<?, ?>> others = generated.getMethods().stream()
                .filter(method -> !is(method, record) && !is(method, stream))
                .toList();
        others.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(descriptor.build())
                .addMethod(record, ServerCalls.asyncUnaryCall(recordEvents))
                .addMethod(stream, ServerCalls.asyncBidiStreamingCall(streamEvents));
        others.forEach(service::addMethod);
        return service.build();
    }

    private static boolean is(ServerMethodDefinition<?, ?> method, MethodDescriptor<?, ?> descriptor) {
        return method.getMethodDescriptor().getFullMethodName().equals(descriptor.getFullMethodName());
    }

    private static MethodDescriptor<EventBatch, RecordEventsResponse> batches(
            MethodDescriptor<RecordEventsRequest, RecordEventsResponse> method) {
        return method.toBuilder(new BatchMarshaller(), method.getResponseMarshaller()).build();
    }

    private static final class BatchMarshaller implements MethodDescriptor.Marshaller<EventBatch> {

        @Override
        public EventBatch parse(InputStream stream) {
            try (stream) {
                return EventBatch.read(bytes(stream));
            } catch (IOException impossible) {
                throw new UncheckedIOException("what is read is in memory", impossible);
            }
        }

        /// Copied once where the length is known, which it is not of what comes compressed.
        private static byte[] bytes(InputStream stream) throws IOException {
            if (!(stream instanceof KnownLength)) {
                return stream.readAllBytes();
            }
            byte[] bytes = new byte[stream.available()];
            stream.readNBytes(bytes, 0, bytes.length);
            return bytes;
        }

        @Override
        public InputStream stream(EventBatch batch) {
            throw new UnsupportedOperationException("batches are received, never sent");
        }
    }
}
