package dev.bellwether.chassis.store;

/// Where published events go: the service's topic, keyed by account.
public interface EventSink {

    /// Hands over without waiting. Events handed over one after the other stand so in the log.
    void send(StoredEvent event);

    /// Waits until the log has acknowledged everything handed over.
    ///
    /// @throws RuntimeException when one of them has failed since the last flush
    void flush();
}
