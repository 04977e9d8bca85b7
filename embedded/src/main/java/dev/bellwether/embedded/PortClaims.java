package dev.bellwether.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The ports that processes of one user have chosen, each a locked byte of one file in the folder of temporary files. The system unlocks
/// them when the process ends, however it ends. Where there can be no such file, everybody may claim everything.
final class PortClaims {
    private static final Optional<FileChannel> FILE = open();
    private static final List<FileLock> HELD = new ArrayList<>();

    private PortClaims() {}

    /// Whether it is ours, until this process ends. Not to be called again for one that is.
    static boolean claim(int port) {
        if (FILE.isEmpty()) {
            return true;
        }
        try {
            FileLock lock = FILE.get().tryLock(port, 1, false);
            if (lock != null) {
                HELD.add(lock);
            }
            return lock != null;
        } catch (OverlappingFileLockException _) {
            // By this class, loaded once more in this process.
            return false;
        } catch (IOException _) {
            // A file system without locks.
            return true;
        }
    }

    private static Optional<FileChannel> open() {
        try {
            Path file = Path.of(System.getProperty("java.io.tmpdir"), "bellwether-ports-" + System.getProperty("user.name"));
            return Optional.of(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }
}
