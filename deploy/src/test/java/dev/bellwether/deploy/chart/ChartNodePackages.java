package dev.bellwether.deploy.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The scripts of `src/test/node` and the packages that they need, as package-lock.json has them, under `target`: from npm's registry the
/// first time.
final class ChartNodePackages {

    private static final int PATIENCE_MINUTES = 6;
    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path TARGET = Path.of("target/node");
    /// Which packages are there. Written when all are.
    private static final Path STAMP = TARGET.resolve("installed");

    private ChartNodePackages() {}

    static synchronized Path installed() {
        try {
            Files.createDirectories(TARGET);
            try (var files = Files.list(SOURCE)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.copy(file, TARGET.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            byte[] wanted = Files.readAllBytes(SOURCE.resolve("package-lock.json"));
            if (!Files.exists(STAMP) || !Arrays.equals(Files.readAllBytes(STAMP), wanted)) {
                run(TARGET, "", List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
                Files.write(STAMP, wanted);
            }
            return TARGET;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What a script prints.
    static String run(String script, String input) {
        return run(installed(), input, List.of("node", script));
    }

    /// What a program prints.
    ///
    /// @throws AssertionError when it fails, with its words
    static String run(Path folder, String input, List<String> command) {
        try {
            Files.createDirectories(TARGET);
            Path in = Files.writeString(Files.createTempFile(TARGET, "run-", ".in"), input);
            Path out = Files.createTempFile(TARGET, "run-", ".out");
            Path errors = Files.createTempFile(TARGET, "run-", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectInput(in.toFile()).redirectOutput(Redirect.to(out.toFile())).redirectError(Redirect.to(errors.toFile()));
            // Neither the cluster nor the plugins of the user who runs the tests.
            builder.environment().put("KUBECONFIG", "/dev/null");
            builder.environment().put("HELM_PLUGINS", "/dev/null");
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " was not done within " + PATIENCE_MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + Files.readString(errors) + Files.readString(out));
            }
            return Files.readString(out);
        } catch (IOException missing) {
            throw new AssertionError(
                    "The chart is tried with Node and npm: install Node 20 or newer with npm (" + missing.getMessage() + ")", missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
