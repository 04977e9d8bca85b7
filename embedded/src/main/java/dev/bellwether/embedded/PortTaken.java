package dev.bellwether.embedded;

/// Another process listens on a port that a local server was to have.
public final class PortTaken extends RuntimeException {
    private final int port;

    PortTaken(int port) {
        super("port " + port + " is taken by another process");
        this.port = port;
    }

    public int port() {
        return port;
    }
}
