package dev.bellwether.local.platform;

import dev.bellwether.cli.terminal.CommandException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One platform at a time on one data folder.
final class DataLock implements AutoCloseable {

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataLock take(Path dataDirectory) throws IOException {
        Files.createDirectories(dataDirectory);
        FileChannel channel = FileChannel.open(dataDirectory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                channel.truncate(0)
                        .write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                return new DataLock(channel);
            }
        } catch (OverlappingFileLockException _) {
            // Held within this JVM.
        }
        channel.close();
        throw new CommandException("Bellwether runs already on " + dataDirectory + holder(dataDirectory)
                + ". Stop that one first (Ctrl-C where it runs), or name another "
                + "folder with --data-dir.");
    }

    private static String holder(Path dataDirectory) {
        try {
            String pid = Files.readString(dataDirectory.resolve("lock")).strip();
            return pid.isEmpty() ? "" : ", as process " + pid;
        } catch (IOException _) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
