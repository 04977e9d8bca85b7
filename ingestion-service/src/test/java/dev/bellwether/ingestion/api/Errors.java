package dev.bellwether.ingestion.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

final class Errors {

    private Errors() {}

    static void assertRefused(Status.Code code, String about, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
            assertThat(refused.getStatus().getCode()).isEqualTo(code);
            assertThat(refused.getStatus().getDescription()).contains(about);
        });
    }

    /// INVALID_ARGUMENT, with the field in the details.
    static void assertInvalid(String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(StatusProto.fromThrowable(refused).getDetailsList())
                    .anySatisfy(detail -> assertThat(field(detail)).isEqualTo(field));
        });
    }

    private static String field(Any detail) throws InvalidProtocolBufferException {
        return detail.unpack(BadRequest.class).getFieldViolations(0).getField();
    }
}
