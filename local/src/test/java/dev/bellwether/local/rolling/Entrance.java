package dev.bellwether.local.rolling;

import dev.bellwether.cli.connection.Service;
import dev.bellwether.local.platform.PlatformPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// What a Service of Kubernetes is to a caller: one address before the replicas. It spreads connections, not calls: a replica that is
/// not ready gets no new ones, and keeps those that it has until one side ends them. A replica is not ready as soon as it says so or its port is
/// closed, and after three probes in a row that got no answer in time, as Kubernetes has it (`failureThreshold`): one that is only slow is not
/// taken away.
final class Entrance implements AutoCloseable {

    private static final long BETWEEN_LOOKS_NANOS = 200_000_000L;
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int FAILURE_THRESHOLD = 3;

    private final Service service;
    private final List<PlatformPorts> replicas;
    private final ServerSocket door;
    private final Set<PlatformPorts> ready = ConcurrentHashMap.newKeySet();
    private final Set<Socket> opened = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;
    private int turn;

    Entrance(Service service, List<PlatformPorts> replicas) throws IOException {
        this.service = service;
        this.replicas = replicas;
        this.door = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        // Each by itself: one that does not answer would keep the others from being asked.
        replicas.forEach(replica -> Thread.ofVirtual().name("probes of " + service).start(() -> probe(replica)));
        Thread.ofVirtual().name("entrance to " + service).start(this::admit);
    }

    String address() {
        return "localhost:" + door.getLocalPort();
    }

    boolean isReady(PlatformPorts replica) {
        return ready.contains(replica);
    }

    private void probe(PlatformPorts replica) {
        int unanswered = 0;
        while (open) {
            boolean answersReady;
            try {
                answersReady = saysReady(replica);
                unanswered = 0;
            } catch (SocketTimeoutException _) {
                unanswered++;
                answersReady = ready.contains(replica) && unanswered < FAILURE_THRESHOLD;
            }
            if (answersReady) {
                ready.add(replica);
            } else {
                ready.remove(replica);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private boolean saysReady(PlatformPorts replica) throws SocketTimeoutException {
        try {
            HttpURLConnection probe = (HttpURLConnection) URI
                    .create("http://localhost:" + replica.management().get(service) + "/q/health/ready")
                    .toURL().openConnection();
            probe.setConnectTimeout(PATIENCE_MILLIS);
            probe.setReadTimeout(PATIENCE_MILLIS);
            try {
                return probe.getResponseCode() == 200;
            } finally {
                probe.disconnect();
            }
        } catch (SocketTimeoutException late) {
            throw late;
        } catch (IOException _) {
            return false;
        }
    }

    private void admit() {
        while (open) {
            try {
                Socket caller = door.accept();
                opened.add(caller);
                lead(caller);
            } catch (IOException _) {
                // Of one connection, or the end.
            }
        }
    }

    private void lead(Socket caller) throws IOException {
        List<PlatformPorts> candidates = replicas.stream().filter(ready::contains).toList();
        if (candidates.isEmpty()) {
            end(caller);
            return;
        }
        PlatformPorts chosen = candidates.get(turn++ % candidates.size());
        Socket replica;
        try {
            replica = new Socket(InetAddress.getLoopbackAddress(), chosen.services().get(service));
        } catch (IOException refused) {
            end(caller);
            return;
        }
        opened.add(replica);
        caller.setTcpNoDelay(true);
        replica.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pass(caller, replica));
        Thread.ofVirtual().start(() -> pass(replica, caller));
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            end(from);
            end(to);
        }
        if (from.isOutputShutdown() && to.isOutputShutdown()) {
            end(from);
            end(to);
        }
    }

    private void end(Socket socket) {
        opened.remove(socket);
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone either way.
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        opened.forEach(this::end);
    }
}
