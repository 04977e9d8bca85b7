package dev.bellwether.chassis.inbound;

import com.google.protobuf.Descriptors.Descriptor;

/// What a message takes in memory once it is parsed, rather too much than too little: two bytes can become an object of a hundred, so
/// that 256 KB would take more than 10 MB. Reads what is on the wire ([encoding](https://protobuf.dev/programming-guides/encoding/)), and makes no
/// object for it: every message comes through here.
///
/// The sizes are those of protobuf's classes on a 64-bit JVM with compressed pointers.
final class ParsedSize {

    private static final int OBJECT = 40;
    private static final int TEXT = 64;
    private static final int UNKNOWN = 160;
    /// As deep as protobuf parses.
    private static final int DEEPEST = 100;

    private final byte[] message;
    private final long most;
    private long bytes;
    private int at;
    /// It cannot be parsed any further than here either: the parser says what is wrong with it.
    private boolean broken;

    private ParsedSize(byte[] message, int from, long most) {
        this.message = message;
        this.at = from;
        this.most = most;
    }

    /// @param from where the message begins
    /// @param most where the count ends
    /// @return bytes; of a message that is broken those of its good part
    static long of(Descriptor type, byte[] message, int from, int end, long most) {
        ParsedSize size = new ParsedSize(message, from, most);
        size.message(MessageShape.of(type), end, 0);
        return size.bytes;
    }

    /// @param shape null where it is not known: within a field that is not known
    private void message(MessageShape shape, int end, int depth) {
        bytes += OBJECT + (shape == null ? 0 : shape.places());
        while (at < end && bytes <= most && !broken) {
            int tag = (int) varint(end);
            MessageShape.Field field = shape == null ? null : shape.field(tag >>> 3);
            bytes += field == null ? UNKNOWN : field.bytes();
            switch (tag & 7) {
                case 0 -> varint(end);
                case 1 -> skip(8, end);
                case 2 -> delimited(field, end, depth);
                case 3 -> {
                    if (depth == DEEPEST) {
                        broken = true;
                    } else {
                        message(null, end, depth + 1);
                    }
                }
                case 4 -> {
                    return;
                }
                case 5 -> skip(4, end);
                default -> broken = true;
            }
        }
    }

    private void delimited(MessageShape.Field field, int end, int depth) {
        long length = varint(end);
        if (length < 0 || length > end - at) {
            broken = true;
        } else if (field != null && field.type() != null) {
            int inner = at + (int) length;
            if (depth == DEEPEST) {
                broken = true;
            } else {
                message(field.shape(), inner, depth + 1);
            }
            at = inner;
        } else {
            bytes += TEXT + length * (field == null ? 1 : field.times());
            at += (int) length;
        }
    }

    private void skip(int length, int end) {
        at += length;
        broken |= at > end;
    }

    private long varint(int end) {
        long value = 0;
        for (int shift = 0; shift < 64 && at < end; shift += 7) {
            byte next = message[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        broken = true;
        return 0;
    }
}
