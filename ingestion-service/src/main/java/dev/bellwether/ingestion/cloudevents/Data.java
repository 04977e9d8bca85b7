package dev.bellwether.ingestion.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.ingestion.http.Body;
import dev.bellwether.ingestion.http.Envelope;
import dev.bellwether.ingestion.http.InvalidCallException;
import dev.bellwether.ingestion.http.JsonValue;
import dev.bellwether.ingestion.http.Slice;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// What a CloudEvent carries as bytes.
sealed interface Data {

    record Nothing() implements Data {}

    /// Checked: it is JSON, but it may still be nested too deep.
    record Json(Slice json) implements Data {}

    record Text(String text) implements Data {}

    record Binary(byte[] bytes) implements Data {}

    /// @throws InvalidCallException when it says that it is JSON and is not
    static Data ofBody(Optional<String> contentType, byte[] body) {
        if (body.length == 0) {
            return new Nothing();
        }
        if (contentType.map(Data::isJson).orElse(false)) {
            return new Json(Envelope.ofValue(Body.utf8(body)));
        }
        if (!Body.isUtf8(body)) {
            return new Binary(body);
        }
        if (contentType.isEmpty()) {
            try {
                return new Json(Envelope.ofValue(body));
            } catch (InvalidCallException notJson) {
                return new Text(new String(body, UTF_8));
            }
        }
        return new Text(new String(body, UTF_8));
    }

    private static boolean isJson(String contentType) {
        String media = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return media.equals("application/json") || media.equals("text/json") || media.endsWith("+json");
    }

    /// As a property: bytes that are no text in base64.
    static Object value(Data data) {
        return switch (data) {
            case Nothing _ -> null;
            case Json json -> JsonValue.any("data", json.json());
            case Text text -> text.text();
            case Binary binary -> Base64.getEncoder().encodeToString(binary.bytes());
        };
    }
}
