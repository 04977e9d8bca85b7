package dev.bellwether.local.platform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The last lines of a log file.
final class LogTail {

    private static final int BYTES = 16_384;

    private LogTail() {}

    static List<String> of(Path file, int lines) {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            opened.seek(Math.max(0, opened.length() - BYTES));
            byte[] end = new byte[(int) (opened.length() - opened.getFilePointer())];
            opened.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException _) {
            return List.of();
        }
    }
}
