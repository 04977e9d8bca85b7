package dev.bellwether.features.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Writes numbers and text into a growing array, to be read back by [BytesReader].
public final class Bytes {
    private byte[] bytes;
    private int size;

    public Bytes(int capacity) {
        bytes = new byte[capacity];
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    public void reset() {
        size = 0;
    }

    public void one(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /// Seven bits a byte, the lowest first; for numbers that are not negative.
    public void unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /// As [#unsigned], small negative numbers being short too.
    public void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    /// Eight bytes, big-endian.
    public void fixed(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    public void real(double value) {
        fixed(Double.doubleToLongBits(value));
    }

    public void text(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        unsigned(encoded.length);
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
