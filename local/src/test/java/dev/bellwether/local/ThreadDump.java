package dev.bellwether.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the threads of another process are at, virtual ones too.
final class ThreadDump {

    private static final Pattern OURS = Pattern.compile("#\\d+ \"(main|log |bellwether|archive |publisher |eraser|committed-offsets)");
    /// What a worker does when there is nothing to do.
    private static final String IDLE = "RecordQueue.take";
    private static final int MOST_LINES = 14;
    private static final int PATIENCE_SECONDS = 60;

    private ThreadDump() {}

    /// Of the threads that move the log on, those that are not idle.
    static String of(long pid) {
        try {
            Path dump = Files.createTempFile("threads", ".txt");
            try {
                Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid), "Thread.dump_to_file", "-overwrite", dump.toString())
                        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                if (!jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    jcmd.destroyForcibly();
                }
                return Arrays.stream(Files.readString(dump).split("\n\n"))
                        .filter(thread -> OURS.matcher(thread).lookingAt() && !thread.contains(IDLE))
                        .map(thread -> thread.lines().limit(MOST_LINES).collect(Collectors.joining("\n")))
                        .collect(Collectors.joining("\n"));
            } finally {
                Files.delete(dump);
            }
        } catch (IOException failure) {
            return "no threads of " + pid + ": " + failure.getMessage();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
