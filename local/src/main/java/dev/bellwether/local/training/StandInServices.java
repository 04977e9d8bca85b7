package dev.bellwether.local.training;

import com.google.protobuf.Message;
import dev.bellwether.definitions.v1.DefinitionsGrpc;
import dev.bellwether.features.v1.FeatureStoreGrpc;
import dev.bellwether.ingestion.v1.ErasuresGrpc;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.SourcesGrpc;
import dev.bellwether.ingestion.v1.TrackingPlansGrpc;
import dev.bellwether.operations.v1.OperationsGrpc;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All services of a platform in one server that knows nothing: it answers every call with one message at most, made from an empty one.
public final class StandInServices implements AutoCloseable {

    private final Server server;

    /// What is answered: empty for nothing, to calls that are answered with a stream.
    @FunctionalInterface
    public interface Answers {
        /// @param empty message of the answer's type
        Optional<Message> to(Message request, Message empty);
    }

    /// @param answers makes an answer of the empty message of its type
    public StandInServices(UnaryOperator<Message> answers) throws IOException {
        this((_, empty) -> Optional.of(answers.apply(empty)));
    }

    /// @param answers of each call; a refusal is thrown as a [StatusRuntimeException]
    public StandInServices(Answers answers) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .fallbackHandlerRegistry(registry(answers)).build().start();
    }

    /// Host and port.
    public String address() {
        return "localhost:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static HandlerRegistry registry(Answers answers) {
        Map<String, MethodDescriptor<?, ?>> methods = Stream.of(IngestionGrpc.getServiceDescriptor(), SourcesGrpc.getServiceDescriptor(),
                TrackingPlansGrpc.getServiceDescriptor(), ErasuresGrpc.getServiceDescriptor(), FeatureStoreGrpc.getServiceDescriptor(),
                SegmentationGrpc.getServiceDescriptor(), PlaybooksGrpc.getServiceDescriptor(), OperationsGrpc.getServiceDescriptor(),
                DefinitionsGrpc.getServiceDescriptor())
                .map(ServiceDescriptor::getMethods).flatMap(java.util.Collection::stream)
                .collect(Collectors.toMap(MethodDescriptor::getFullMethodName, Function.identity()));
        return new HandlerRegistry() {
            @Override
            public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
                MethodDescriptor<?, ?> method = methods.get(name);
                return method == null ? null : answering(method, answers);
            }
        };
    }

    @SuppressWarnings("unchecked") // Every method of ours takes and gives a message.
    private static <Q, A> ServerMethodDefinition<Q, A> answering(MethodDescriptor<Q, A> method, Answers answers) {
        Message empty = (Message) ((PrototypeMarshaller<A>) method.getResponseMarshaller()).getMessagePrototype();
        return ServerMethodDefinition.create(method, (call, _) -> {
            call.request(Integer.MAX_VALUE);
            return new ServerCall.Listener<>() {
                private Message request;

                @Override
                public void onMessage(Q message) {
                    request = (Message) message;
                }

                @Override
                public void onHalfClose() {
                    try {
                        Optional<Message> answer = answers.to(request, empty);
                        call.sendHeaders(new Metadata());
                        answer.ifPresent(message -> call.sendMessage((A) message));
                        call.close(Status.OK, new Metadata());
                    } catch (StatusRuntimeException refused) {
                        call.close(refused.getStatus(), new Metadata());
                    }
                }
            };
        });
    }
}
