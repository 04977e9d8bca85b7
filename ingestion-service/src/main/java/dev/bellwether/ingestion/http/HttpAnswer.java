package dev.bellwether.ingestion.http;

import java.util.Map;

/// @param body JSON
/// @param last whether the connection is closed after it
public record HttpAnswer(int status, byte[] body, Map<String, String> headers, boolean last) {

    public static HttpAnswer ok(byte[] body) {
        return new HttpAnswer(200, body, Map.of(), false);
    }

    static HttpAnswer failed(int status, String code, String message, Map<String, String> headers) {
        return new HttpAnswer(status, JsonStream.write(json -> {
            json.writeStartObject();
            json.writeBooleanField("success", false);
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            json.writeEndObject();
        }), headers, false);
    }

    HttpAnswer closing() {
        return new HttpAnswer(status, body, headers, true);
    }
}
