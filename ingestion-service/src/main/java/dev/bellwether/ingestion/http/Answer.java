package dev.bellwether.ingestion.http;

import java.util.Map;

/// @param body JSON
/// @param last whether the connection is closed after it
public record Answer(int status, byte[] body, Map<String, String> headers, boolean last) {

    public static Answer ok(byte[] body) {
        return new Answer(200, body, Map.of(), false);
    }

    static Answer failed(int status, String code, String message, Map<String, String> headers) {
        return new Answer(status, Json.write(json -> {
            json.writeStartObject();
            json.writeBooleanField("success", false);
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            json.writeEndObject();
        }), headers, false);
    }

    Answer closing() {
        return new Answer(status, body, headers, true);
    }
}
