package dev.bellwether.local.frontdoor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The scripts of `src/test/node` and the packages that they need, as package-lock.json has them, under `target`: from npm's
/// registry the first time.
final class NodePackages {

    private static final int OLDEST_NODE = 20;
    private static final int PATIENCE_MINUTES = 6;
    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path TARGET = Path.of("target/node");
    /// Which packages are there. Written when all are.
    private static final Path STAMP = TARGET.resolve("installed");

    private NodePackages() {}

    static synchronized Path installed() {
        try {
            requireNode();
            Files.createDirectories(TARGET);
            try (var files = Files.list(SOURCE)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    Files.copy(file, TARGET.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            byte[] wanted = Files.readAllBytes(SOURCE.resolve("package-lock.json"));
            if (!Files.exists(STAMP) || !Arrays.equals(Files.readAllBytes(STAMP), wanted)) {
                run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
                Files.write(STAMP, wanted);
            }
            return TARGET;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void requireNode() {
        String version = run(List.of("node", "--version")).strip();
        int major = Integer.parseInt(version.replaceFirst("^v(\\d+)\\..*", "$1"));
        if (major < OLDEST_NODE) {
            throw new AssertionError(
                    "Node " + OLDEST_NODE + " or newer is needed to try the SDKs for JavaScript; the one on the PATH is " + version);
        }
    }

    private static String run(List<String> command) {
        Path output = TARGET.resolveSibling("node-" + command.getFirst() + ".log");
        try {
            Process process = new ProcessBuilder(command).directory((Files.isDirectory(TARGET) ? TARGET : Path.of(".")).toFile())
                    .redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile())).start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " was not done within " + PATIENCE_MINUTES + " minutes: "
                        + Files.readString(output));
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(
                        String.join(" ", command) + " failed, which installs the SDKs for JavaScript from the registry that npm is"
                                + " configured with: " + Files.readString(output));
            }
            return Files.readString(output);
        } catch (IOException missing) {
            throw new AssertionError("The SDKs for JavaScript are tried with Node: install Node " + OLDEST_NODE + " or newer with npm ("
                    + command.getFirst() + " is not on the PATH: " + missing.getMessage() + ")", missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
