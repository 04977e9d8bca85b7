package dev.bellwether.ingestion.cloudevents;

import dev.bellwether.ingestion.http.Call;
import dev.bellwether.ingestion.validation.Rejection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// An event in binary mode, put as it would be in JSON.
final class BinaryMode {

    private static final String PREFIX = "ce-";

    private BinaryMode() {}

    /// Whatever is wrong with the rest.
    static String id(Call call) {
        try {
            return call.header("ce-id").map(id -> HeaderValue.decode("ce-id", id)).orElse("");
        } catch (Rejection unreadable) {
            return "";
        }
    }

    static Map<String, Object> members(Call call, Data data) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : call.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                members.put(name.substring(PREFIX.length()), HeaderValue.decode(name, header.getValue()));
            }
        }
        members.remove("data_base64");
        call.header("Content-Type").ifPresentOrElse(type -> members.put("datacontenttype", type), () -> members.remove("datacontenttype"));
        members.put("data", Data.value(data));
        return members;
    }
}
