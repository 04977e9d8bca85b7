package dev.bellwether.chassis.log.clients;

/// The bytes of one record are not what its topic carries: the record goes to the dead-letter topic, the batch comes
/// again without it.
public final class UndecodableRecordException extends RuntimeException {
    private final long offset;

    public UndecodableRecordException(long offset, String reason, Throwable cause) {
        super(reason, cause);
        this.offset = offset;
    }

    public long offset() {
        return offset;
    }
}
