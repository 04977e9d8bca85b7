package dev.bellwether.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Chooses ports to listen on. Below those that systems give to outgoing connections (Linux from 32768 on): one of these
/// may be taken by any process before the program that it was chosen for listens.
public final class FreePort {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    /// Never given twice: a program may start to listen late, and may listen again after a restart.
    private static final Set<Integer> CHOSEN = new HashSet<>();

    private FreePort() {}

    /// A port that no process listens on now, and that has been chosen neither in this process nor in another that still runs.
    public static synchronized int choose() {
        var random = RandomGenerator.getDefault();
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (!CHOSEN.contains(port) && isFree(port) && PortClaims.claim(port)) {
                CHOSEN.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no port between " + LOWEST + " and " + HIGHEST + " is free");
    }

    /// Whether no process listens on it now, at any address of this machine.
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
