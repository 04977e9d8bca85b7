package dev.bellwether.chassis.event;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The bytes of a message with its maps in the order of their keys. `toByteArray` writes them in the order in which they were put in, so that
/// two messages that are equal may have different bytes, and hashes.
public final class DeterministicBytes {

    private DeterministicBytes() {}

    public static byte[] of(MessageLite message) {
        byte[] bytes = new byte[message.getSerializedSize()];
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        output.useDeterministicSerialization();
        try {
            message.writeTo(output);
            output.checkNoSpaceLeft();
        } catch (IOException impossible) {
            throw new UncheckedIOException("the array has the size that was computed", impossible);
        }
        return bytes;
    }
}
