package dev.bellwether.ingestion.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;

/// Makes pages out of the journal's bytes without parsing them: a message keeps fields that it does not know as bytes and
/// writes them as such, so entries that are added as an unknown field 1 are on the wire what entries are. Parsing each
/// payload only to write it again would be most of a replay's work.
final class ReplayPages {

    // A caller takes messages of up to 4 MB unless it says otherwise.
    private static final int MOST_BYTES = 2 << 20;

    private ReplayPages() {}

    /// The bytes of a [ReplayPartitionResponse.Entry].
    static ByteString entry(long offset, Buffer payload) {
        int head = CodedOutputStream.computeInt64Size(ReplayPartitionResponse.Entry.LOG_OFFSET_FIELD_NUMBER, offset)
                + CodedOutputStream.computeTagSize(ReplayPartitionResponse.Entry.ENTRY_FIELD_NUMBER)
                + CodedOutputStream.computeUInt32SizeNoTag(payload.length());
        byte[] bytes = new byte[head + payload.length()];
        CodedOutputStream output = CodedOutputStream.newInstance(bytes, 0, head);
        try {
            output.writeInt64(ReplayPartitionResponse.Entry.LOG_OFFSET_FIELD_NUMBER, offset);
            output.writeTag(ReplayPartitionResponse.Entry.ENTRY_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            output.writeUInt32NoTag(payload.length());
        } catch (IOException impossible) {
            throw new UncheckedIOException("the array has the size that was computed", impossible);
        }
        payload.getBytes(bytes, head);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    /// Takes as many as one page may hold, one at least.
    static ReplayPartitionResponse page(Queue<ByteString> entries) {
        UnknownFieldSet.Field.Builder page = UnknownFieldSet.Field.newBuilder();
        int bytes = 0;
        do {
            ByteString entry = entries.remove();
            page.addLengthDelimited(entry);
            bytes += entry.size();
        } while (!entries.isEmpty() && bytes + entries.peek().size() <= MOST_BYTES);
        return ReplayPartitionResponse.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(ReplayPartitionResponse.ENTRIES_FIELD_NUMBER, page.build())
                        .build())
                .build();
    }
}
