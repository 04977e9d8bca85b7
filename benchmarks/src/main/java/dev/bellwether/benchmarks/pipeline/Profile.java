package dev.bellwether.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A flight recording of a running JVM, by the JDK's own tools.
final class Profile {

    private static final Path TOOLS = Path.of(System.getProperty("java.home"), "bin");

    private final long pid;
    private final Path file;

    private Profile(long pid, Path file) {
        this.pid = pid;
        this.file = file;
    }

    static Profile start(long pid, Path file) throws IOException, InterruptedException {
        run("jcmd", Long.toString(pid), "JFR.start", "name=bench", "settings=profile");
        return new Profile(pid, file);
    }

    /// The methods that were on the processor most often, with their shares.
    List<String> hotMethods() throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        run("jcmd", Long.toString(pid), "JFR.stop", "name=bench", "filename=" + file);
        List<String> lines = new ArrayList<>();
        for (String line : run("jfr", "view", "--width", "140", "hot-methods", file.toString())) {
            if (line.contains("%")) {
                lines.add(line.strip().replaceAll(" {2,}", "  "));
            }
        }
        return lines.subList(0, Math.min(12, lines.size()));
    }

    private static List<String> run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(TOOLS.resolve(tool).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return lines;
    }
}
