package dev.bellwether.embedded.testing;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// What every gRPC service refuses in the same way, made from its contract: in each request of each call each field is wrong once. The refusal
/// is INVALID_ARGUMENT, names the field in its details, says what would be right, and nothing of the inside.
public final class BadRequests {

    private static final Pattern INTERNAL =
            Pattern.compile("\\b(java|javax|com|dev|io|org)(\\.\\w+){2,}|\\w+Exception|For input string|\\bnull\\b");

    private BadRequests() {}

    /// @param told what the description has to hold
    public record Case(MethodDescriptor<Message, Message> method, Message request, String field, String told) {

        /// @throws AssertionError with everything that is not as it should be
        public void check(Channel channel) {
            try {
                call(channel);
            } catch (StatusRuntimeException refused) {
                String description = String.valueOf(refused.getStatus().getDescription());
                if (refused.getStatus().getCode() != Status.Code.INVALID_ARGUMENT || !fields(refused).contains(field)
                        || !description.contains(told)
                        || INTERNAL.matcher(description).find()) {
                    throw new AssertionError(this + " was refused as " + refused.getStatus() + " for " + fields(refused), refused);
                }
                return;
            }
            throw new AssertionError(this + " was not refused");
        }

        private void call(Channel channel) {
            if (method.getType() == MethodDescriptor.MethodType.UNARY) {
                ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request);
            } else {
                ClientCalls.blockingServerStreamingCall(channel, method, CallOptions.DEFAULT, request).hasNext();
            }
        }

        @Override
        public String toString() {
            return method.getBareMethodName() + " with a wrong " + field + " {" + request.toString().replace('\n', ' ') + "}";
        }
    }

    /// @param valid fills in what the other fields need for a request to be right; is given an empty request
    public static List<Case> of(ServiceDescriptor service, UnaryOperator<Message> valid) {
        List<Case> cases = new ArrayList<>();
        for (MethodDescriptor<?, ?> any : service.getMethods()) {
            if (any.getType().clientSendsOneMessage()) {
                @SuppressWarnings("unchecked") // Every method of ours takes and gives a message.
                MethodDescriptor<Message, Message> method = (MethodDescriptor<Message, Message>) any;
                Message request =
                        valid.apply((Message) ((PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype());
                request.getDescriptorForType().getFields().forEach(field -> add(cases, method, request, field));
            }
        }
        return cases;
    }

    private static void add(List<Case> cases, MethodDescriptor<Message, Message> method, Message request, FieldDescriptor field) {
        switch (field.getName()) {
            case "name", "parent" -> {
                for (String wrong : List.of("", "nonsense", "tenants/acme/nothings/one")) {
                    cases.add(with(method, request, field, wrong, "must look like tenants/{tenant}"));
                }
            }
            case "page_size" -> cases.add(with(method, request, field, -1, "must be 0 to "));
            case "page_token" -> cases.add(with(method, request, field, "guess", "leave it empty for the first page"));
            case "log_partition" -> {
                cases.add(with(method, request, field, -1, "0 to "));
                cases.add(with(method, request, field, 1_000, "0 to "));
            }
            default -> addByType(cases, method, request, field);
        }
    }

    private static void addByType(List<Case> cases, MethodDescriptor<Message, Message> method, Message request, FieldDescriptor field) {
        if (field.getJavaType() == JavaType.ENUM && !field.isRepeated()) {
            EnumValueDescriptor last = field.getEnumType().getValues().getLast();
            cases.add(with(method, request, field, field.getEnumType().findValueByNumberCreatingIfUnknown(99), last.getName()));
        } else if (field.getJavaType() == JavaType.MESSAGE && field.getMessageType().getFullName().equals("google.type.Date")) {
            Message.Builder date = request.newBuilderForType().newBuilderForField(field);
            date.setField(field.getMessageType().findFieldByName("year"), 2026)
                    .setField(field.getMessageType().findFieldByName("month"), 13)
                    .setField(field.getMessageType().findFieldByName("day"), 45);
            cases.add(with(method, request, field, date.build(), "2026-13-45 is no day: a day has year, month and day, as in 2026-12-01"));
        }
    }

    private static Case with(MethodDescriptor<Message, Message> method, Message request, FieldDescriptor field, Object wrong, String told) {
        return new Case(method, request.toBuilder().setField(field, wrong).build(), field.getName(), told);
    }

    private static List<String> fields(StatusRuntimeException refused) {
        List<String> fields = new ArrayList<>();
        com.google.rpc.Status status = StatusProto.fromThrowable(refused);
        for (Any detail : status == null ? List.<Any>of() : status.getDetailsList()) {
            try {
                if (detail.is(BadRequest.class)) {
                    detail.unpack(BadRequest.class).getFieldViolationsList().forEach(violation -> fields.add(violation.getField()));
                }
            } catch (InvalidProtocolBufferException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return fields;
    }
}
