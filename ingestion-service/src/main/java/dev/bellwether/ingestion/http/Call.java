package dev.bellwether.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What came in: everything that is asked of it after the body has been read.
///
/// @param name what the door calls it, as in `track`
/// @param body as it came, perhaps compressed
public record Call(String name, MultiMap headers, byte[] body) {

    private static final Pattern AUTHORIZATION = Pattern.compile("\\s*(Basic|Bearer)\\s+(\\S+)\\s*", Pattern.CASE_INSENSITIVE);

    public Optional<String> header(String header) {
        return Optional.ofNullable(headers.get(header)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /// The key in the header: `Bearer key`, or Basic with the key as user's name and no password (or the other way round).
    public List<String> keys() {
        return header("Authorization").map(AUTHORIZATION::matcher).filter(Matcher::matches).map(Call::keys).orElse(List.of());
    }

    private static List<String> keys(Matcher authorization) {
        String credentials = authorization.group(2);
        if (authorization.group(1).equalsIgnoreCase("Bearer")) {
            return List.of(credentials);
        }
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? List.of(pair)
                    : Stream.of(pair.substring(0, colon), pair.substring(colon + 1)).filter(key -> !key.isEmpty()).toList();
        } catch (IllegalArgumentException notBase64) {
            return List.of();
        }
    }

    /// The backfill that everything in the call is sent under.
    public String backfill() {
        return header("Bellwether-Backfill").orElse("");
    }

    /// Whether it only asks what would be taken.
    public boolean validateOnly() {
        return flag("Bellwether-Validate-Only");
    }

    /// Whether it wants to know what has become of each event.
    boolean report() {
        return flag("Bellwether-Report");
    }

    private boolean flag(String name) {
        return header(name).map(value -> switch (value.toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidCallException(InvalidCallException.Code.INVALID_ARGUMENT,
                    "the header " + name + " is true, false or absent");
        }).orElse(false);
    }
}
