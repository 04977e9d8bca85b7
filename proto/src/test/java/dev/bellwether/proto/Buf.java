package dev.bellwether.proto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command `buf`, from npm's registry the first time: the version that package-lock.json has, under `target`.
final class Buf {

    private static final int PATIENCE_MINUTES = 6;
    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path TARGET = Path.of("target/node");
    /// Which packages are there. Written when all are.
    private static final Path STAMP = TARGET.resolve("installed");

    /// @param output what it says, standard output first
    record Outcome(int exit, String output) {}

    private Buf() {}

    static Outcome run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", installed().toString()));
        command.addAll(List.of(arguments));
        return execute(Path.of("."), command);
    }

    private static synchronized Path installed() {
        try {
            byte[] wanted = Files.readAllBytes(SOURCE.resolve("package-lock.json"));
            if (!Files.exists(STAMP) || !Arrays.equals(Files.readAllBytes(STAMP), wanted)) {
                Files.createDirectories(TARGET);
                for (String file : List.of("package.json", "package-lock.json")) {
                    Files.copy(SOURCE.resolve(file), TARGET.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
                Outcome installation = execute(TARGET, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
                if (installation.exit() != 0) {
                    throw new AssertionError(
                            "npm ci failed, which installs buf from the registry that npm is configured with: " + installation.output());
                }
                Files.write(STAMP, wanted);
            }
            return TARGET.resolve("node_modules/@bufbuild/buf/bin/buf").toAbsolutePath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Outcome execute(Path folder, List<String> command) {
        try {
            Path output = Files.createTempFile("buf", ".log");
            try {
                Process process = new ProcessBuilder(command).directory(folder.toFile())
                        .redirectErrorStream(true).redirectOutput(output.toFile()).start();
                if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError(
                            String.join(" ", command) + " was not done within " + PATIENCE_MINUTES + " minutes: "
                                    + Files.readString(output));
                }
                return new Outcome(process.exitValue(), Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException missing) {
            throw new AssertionError("The contracts are checked with buf: install Node 20 or newer with npm (" + command.getFirst()
                    + " does not run: " + missing.getMessage() + ")", missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
