package dev.bellwether.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which process listens on a port, where the system says so: Linux does, of the processes that we may look into.
final class PortOwner {

    private static final Path PROCESSES = Path.of("/proc");
    private static final String LISTENS = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /// As in "process 4711 (postgres)".
    static Optional<String> of(int port) {
        Set<String> sockets = Stream.of("tcp", "tcp6").flatMap(table -> sockets(PROCESSES.resolve("net").resolve(table), port))
                .collect(Collectors.toSet());
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses().filter(process -> holds(process, sockets)).findFirst().map(process -> "process " + process.pid()
                + process.info().command().map(command -> " (" + Path.of(command).getFileName() + ")").orElse(""));
    }

    private static Stream<String> sockets(Path table, int port) {
        try {
            String end = ":%04X".formatted(port);
            return Files.readAllLines(table).stream().map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > INODE && fields[LOCAL_ADDRESS].endsWith(end) && fields[STATE].equals(LISTENS))
                    .map(fields -> "socket:[" + fields[INODE] + "]");
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static boolean holds(ProcessHandle process, Set<String> sockets) {
        try (Stream<Path> open = Files.list(PROCESSES.resolve(Long.toString(process.pid())).resolve("fd"))) {
            return open.anyMatch(file -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(file).toString());
                } catch (IOException _) {
                    return false;
                }
            });
        } catch (IOException | java.io.UncheckedIOException _) {
            return false;
        }
    }
}
