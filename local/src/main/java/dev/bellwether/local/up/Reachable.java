package dev.bellwether.local.up;

import dev.bellwether.cli.terminal.CommandException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A server that the platform does not run itself, named on the command line.
final class Reachable {

    private static final int PATIENCE_MILLIS = 3_000;

    private Reachable() {}

    static void require(String option, String address) {
        if (!address.matches("[^:]+:[0-9]{1,5}")) {
            throw new CommandException(option + " names a host and a port, as in localhost:9092, and not '" + address + "'.");
        }
        int colon = address.indexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    PATIENCE_MILLIS);
        } catch (IOException | IllegalArgumentException _) {
            throw new CommandException("Nothing answers at " + address + ", which " + option + " names.");
        }
    }
}
