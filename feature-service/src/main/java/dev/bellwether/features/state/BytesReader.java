package dev.bellwether.features.state;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Reads what [Bytes] has written.
public final class BytesReader {
    private final byte[] bytes;
    private int position;

    public BytesReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean atEnd() {
        return position == bytes.length;
    }

    public int one() {
        return bytes[position++] & 0xff;
    }

    public long unsigned() {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    public long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    public long fixed() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | bytes[position++] & 0xff;
        }
        return value;
    }

    public double real() {
        return Double.longBitsToDouble(fixed());
    }

    public String text() {
        int length = (int) unsigned();
        String text = new String(bytes, position, length, UTF_8);
        position += length;
        return text;
    }
}
