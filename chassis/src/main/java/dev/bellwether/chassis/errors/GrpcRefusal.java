package dev.bellwether.chassis.errors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Base64;
import java.util.Locale;

/// Answers a gRPC call on the HTTP request that it comes as, before there is a call, or when its messages cannot be taken. Of a body
/// that is still on its way the rest is discarded.
public final class GrpcRefusal {

    private static final Metadata.Key<byte[]> DETAILS = Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private GrpcRefusal() {}

    /// Does nothing when the call has been answered, or broken off, before.
    public static void answer(HttpServerRequest request, StatusRuntimeException status) {
        request.handler(_ -> {});
        request.resume();
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        String code = Integer.toString(status.getStatus().getCode().value());
        String message = encoded(String.valueOf(status.getStatus().getDescription()));
        byte[] details = status.getTrailers() == null ? null : status.getTrailers().get(DETAILS);
        if (response.headWritten()) {
            response.putTrailer("grpc-status", code).putTrailer("grpc-message", message);
        } else {
            response.setStatusCode(200).putHeader("content-type", "application/grpc")
                    .putHeader("grpc-status", code).putHeader("grpc-message", message);
            if (details != null) {
                response.putHeader(DETAILS.name(), Base64.getEncoder().withoutPadding().encodeToString(details));
            }
        }
        response.end();
    }

    /// As gRPC over HTTP/2 writes it (`Percent-Encoded`).
    private static String encoded(String message) {
        StringBuilder encoded = new StringBuilder(message.length());
        for (byte octet : message.getBytes(UTF_8)) {
            if (octet >= ' ' && octet <= '~' && octet != '%') {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
            }
        }
        return encoded.toString();
    }
}
