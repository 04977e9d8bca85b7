package dev.bellwether.chassis.inbound;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongPredicate;
import java.util.zip.GZIPInputStream;

/// Cuts what comes of a call into its messages: each with its prefix (a flag and a length), unpacked, no further than to the limit.
final class MessageFrames {

    /// Bytes in front of a message: whether it is compressed, and its length.
    static final int PREFIX = 5;
    private static final int STEP = 16 * 1024;

    private final int most;
    private final boolean gzip;
    private final LongPredicate room;
    private Buffer unread = Buffer.buffer();
    private int at;

    /// @param most bytes of a message, unpacked
    /// @param gzip whether the call says that its messages may be compressed
    /// @param room asked while a message is unpacked: whether there is memory for that number of its bytes
    MessageFrames(int most, boolean gzip, LongPredicate room) {
        this.most = most;
        this.gzip = gzip;
        this.room = room;
    }

    void add(Buffer chunk) {
        // A buffer of our own: what has been handed on refers to the old one.
        if (at == unread.length()) {
            unread = chunk.copy();
            at = 0;
            return;
        }
        if (at > 0) {
            unread = unread.getBuffer(at, unread.length());
            at = 0;
        }
        unread.appendBuffer(chunk);
    }

    /// Bytes that have come and are of no message yet that was handed on.
    int unread() {
        return unread.length() - at;
    }

    void clear() {
        unread = Buffer.buffer();
        at = 0;
    }

    /// @return the next message behind a prefix that says that it is not compressed; null when it has not come as a whole
    /// @throws StatusRuntimeException when it is too large, or not what the call says
    Buffer next() {
        if (unread() < PREFIX) {
            return null;
        }
        long size = unread.getUnsignedInt(at + 1);
        if (size > most) {
            throw tooLarge();
        }
        int end = at + PREFIX + (int) size;
        if (unread.length() < end) {
            return null;
        }
        Buffer message = switch (unread.getByte(at)) {
            case 0 -> unread.slice(at, end);
            case 1 -> unpacked(unread.getBytes(at + PREFIX, end));
            default -> throw Status.INTERNAL.withDescription("a message begins with a byte that is neither 0 nor 1 (compressed)")
                    .asRuntimeException();
        };
        at = end;
        return message;
    }

    private Buffer unpacked(byte[] packed) {
        if (!gzip) {
            throw Status.INTERNAL.withDescription("a message says that it is compressed, and the call does not say how:"
                    + " send grpc-encoding: gzip, or messages that are not compressed").asRuntimeException();
        }
        Buffer message = Buffer.buffer(STEP).appendByte((byte) 0).appendInt(0);
        try (InputStream input = new GZIPInputStream(new ByteArrayInputStream(packed), STEP)) {
            byte[] step = new byte[STEP];
            for (int read = input.read(step); read >= 0; read = input.read(step)) {
                message.appendBytes(step, 0, read);
                if (message.length() - PREFIX > most) {
                    throw tooLarge();
                }
                if (!room.test(message.length())) {
                    throw InboundMemory.overloaded();
                }
            }
        } catch (IOException broken) {
            throw Status.INTERNAL.withDescription("a message is not gzip, as grpc-encoding says, or not all of it has come")
                    .asRuntimeException();
        }
        return message.setInt(1, message.length() - PREFIX);
    }

    private StatusRuntimeException tooLarge() {
        return Status.RESOURCE_EXHAUSTED.withDescription(
                "a message has more than " + most + " bytes, unpacked: that is the most that this method takes").asRuntimeException();
    }
}
