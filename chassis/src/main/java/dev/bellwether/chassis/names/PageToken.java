package dev.bellwether.chassis.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.proto.constraint.FieldConstraints;
import dev.bellwether.proto.constraint.MessageConstraints;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/// Where the next page of a list begins, in a form that callers hand back without looking inside.
public final class PageToken {
    private static final String SEPARATOR = "\0";
    /// Fields of a request that say how much of the answer is wanted, and not of what.
    private static final Set<String> OF_PAGES = Set.of("page_token", "page_size", "limit");

    private PageToken() {}

    /// @param position the sort values of the last item on this page
    public static String after(String... position) {
        byte[] text = String.join(SEPARATOR, position).getBytes(UTF_8);
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(ByteBuffer.allocate(4 + text.length).putInt(checksum(text)).put(text).array());
    }

    /// A token that goes with the same question only.
    ///
    /// @param request  that the page answers; what it says of pages is no part of the question
    /// @param position as in [#after(String...)]
    public static String of(Message request, String... position) {
        String[] all = new String[position.length + 1];
        all[0] = question(request);
        System.arraycopy(position, 0, all, 1, position.length);
        return after(all);
    }

    /// The position in a token that was made by [#of]; empty for the first page.
    ///
    /// @param request with the token in its field `page_token`
    /// @throws Refusal.InvalidArgument when the token is none of ours, or goes with another question
    public static List<String> position(Message request, int parts) {
        List<String> all = position((String) request.getField(field(request, "page_token")), parts + 1);
        if (!all.isEmpty() && !all.getFirst().equals(question(request))) {
            throw new Refusal.InvalidArgument("page_token",
                    "belongs to another question: ask the one that it came with, or leave it empty for the first page");
        }
        return all.isEmpty() ? all : all.subList(1, all.size());
    }

    private static String question(Message request) {
        Message.Builder asking = request.toBuilder();
        request.getDescriptorForType().getFields().stream().filter(field -> OF_PAGES.contains(field.getName())).forEach(asking::clearField);
        byte[] asked = asking.build().toByteArray();
        byte[] name = request.getDescriptorForType().getFullName().getBytes(UTF_8);
        return Integer
                .toHexString(checksum(ByteBuffer.allocate(name.length + 1 + asked.length).put(name).put((byte) 0).put(asked).array()));
    }

    private static FieldDescriptor field(Message request, String name) {
        return request.getDescriptorForType().findFieldByName(name);
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

    /// How many items to give: as many as the request asks for, the contract's standard when it leaves that to us, and never more than the
    /// contract's most.
    ///
    /// @param request with one field that says so (option `bellwether.limits.v1.field.page_size`)
    /// @throws Refusal.InvalidArgument when it is negative
    public static int size(Message request) {
        FieldConstraints field = MessageConstraints.of(request.getDescriptorForType()).fields().stream()
                .filter(FieldConstraints::hasPageSize).findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(request.getDescriptorForType().getFullName() + " has no field for a page's size"));
        field.violation(request).ifPresent(violation -> {
            throw new Refusal.InvalidArgument(violation.field(), violation.message());
        });
        int requested = (Integer) request.getField(field.field());
        return requested == 0 ? field.pageSize().getStandard() : Math.min(requested, field.pageSize().getMost());
    }

    private static int checksum(byte[] text) {
        var checksum = new CRC32C();
        checksum.update(text);
        return (int) checksum.getValue();
    }
}
