package dev.bellwether.ingestion.cloudevents;

import dev.bellwether.ingestion.http.Call;
import dev.bellwether.ingestion.http.InvalidCallException;
import java.util.Locale;

/// How events lie in a call.
enum ContentMode {
    /// One: its attributes are headers, its data the body.
    BINARY,
    /// One: all of it is the body.
    STRUCTURED,
    /// Any number: the body is an array.
    BATCHED;

    private static final String ONE = "application/cloudevents";
    private static final String MANY = "application/cloudevents-batch";

    static ContentMode of(Call call) {
        String type = call.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith(ONE)) {
            return BINARY;
        }
        String media = type.split(";", 2)[0].strip();
        return switch (media) {
            case ONE, ONE + "+json" -> STRUCTURED;
            case MANY, MANY + "+json" -> BATCHED;
            default -> throw new InvalidCallException(InvalidCallException.Code.UNSUPPORTED_FORMAT, "of the formats of CloudEvents only JSON is taken: "
                    + ONE + "+json or " + MANY + "+json");
        };
    }
}
