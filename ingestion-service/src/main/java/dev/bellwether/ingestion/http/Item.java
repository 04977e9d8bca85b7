package dev.bellwether.ingestion.http;

import com.google.protobuf.ByteString;
import dev.bellwether.ingestion.v1.CapturedMessage;
import java.util.Optional;

/// One event of a call, as it came. Everything but [#message] answers whatever is wrong with it.
public interface Item {

    /// As the sender numbers it. Empty when it says none that can be read.
    String id();

    /// The event as it was sent, to the byte, as far as it is kept when it is not taken; its write key is blotted out.
    ByteString raw();

    /// The event as JSON with what its call said for it, without its write key: what is sent again. Empty when [#raw] is that, or when it could
    /// not be read.
    ByteString complete();

    /// The same for each sending of the same event.
    long content();

    /// What its time was computed from, for a time that is not taken; as in ` (from time '2999-01-01T00:00:00Z')`.
    String moment();

    /// @return empty when the sender says that it is not meant for us
    /// @throws dev.bellwether.ingestion.validation.Rejection when it cannot be taken
    Optional<CapturedMessage> message();
}
