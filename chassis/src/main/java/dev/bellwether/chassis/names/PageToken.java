package dev.bellwether.chassis.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.errors.Refusal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/// Where the next page of a list begins, in a form that callers hand back without looking inside.
public final class PageToken {
    private static final String SEPARATOR = "\0";

    private PageToken() {}

    /// @param position the sort values of the last item on this page
    public static String after(String... position) {
        byte[] text = String.join(SEPARATOR, position).getBytes(UTF_8);
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(ByteBuffer.allocate(4 + text.length).putInt(checksum(text)).put(text).array());
    }

    /// The position that the token was made from; empty for an empty token, that is, the first page.
    ///
    /// @param parts how many values a position has
    /// @throws Refusal.InvalidArgument when the token is none of ours
    public static List<String> position(String token, int parts) {
        if (token.isEmpty()) {
            return List.of();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            int checksum = bytes.getInt();
            byte[] text = new byte[bytes.remaining()];
            bytes.get(text);
            var position = List.of(new String(text, UTF_8).split(SEPARATOR, -1));
            if (checksum == checksum(text) && position.size() == parts) {
                return position;
            }
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException _) {
            // Falls through to the refusal.
        }
        throw new Refusal.InvalidArgument("page_token", "not a token of this list; leave it empty for the first page");
    }

    /// How many items to give: the standard when the caller leaves it to us, never more than the most.
    ///
    /// @throws Refusal.InvalidArgument when negative
    public static int size(int requested, int standard, int most) {
        if (requested < 0) {
            throw new Refusal.InvalidArgument("page_size", "must not be negative");
        }
        return requested == 0 ? standard : Math.min(requested, most);
    }

    private static int checksum(byte[] text) {
        var checksum = new CRC32C();
        checksum.update(text);
        return (int) checksum.getValue();
    }
}
