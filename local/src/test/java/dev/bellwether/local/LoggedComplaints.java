package dev.bellwether.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;

/// Adds to a failure the last warnings and errors that services in the test's folder have logged. The folder is deleted before the
/// failure is read.
public final class LoggedComplaints implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    /// The test's folder, a platform's in it, and its `logs`.
    private static final int DEPTH = 3;
    private static final int MOST_LINES = 12;
    private static final int MOST_CHARACTERS = 300;

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withComplaints(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withComplaints(context, failure);
    }

    private static Throwable withComplaints(ExtensionContext context, Throwable failure) {
        try {
            for (Path folder : folders(context)) {
                for (Path log : logs(folder)) {
                    complaints(log).ifPresent(failure::addSuppressed);
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            failure.addSuppressed(unreadable);
        }
        return failure;
    }

    private static List<Path> folders(ExtensionContext context) {
        List<Path> folders =
                new ArrayList<>(AnnotationSupport.findAnnotatedFieldValues(context.getRequiredTestClass(), TempDir.class, Path.class));
        context.getTestInstance()
                .ifPresent(test -> folders.addAll(AnnotationSupport.findAnnotatedFieldValues(test, TempDir.class, Path.class)));
        return folders;
    }

    private static List<Path> logs(Path folder) throws IOException {
        try (Stream<Path> files = Files.find(folder, DEPTH, (file, _) -> file.toString().endsWith("-service.log"))) {
            return files.sorted().toList();
        }
    }

    private static Optional<Complaints> complaints(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> complaints = lines.filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .map(line -> line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + " …" : line)
                    .toList();
            return complaints.isEmpty() ? Optional.empty() : Optional.of(new Complaints(log,
                    complaints.subList(Math.max(0, complaints.size() - MOST_LINES), complaints.size())));
        }
    }

    private static final class Complaints extends Exception {
        Complaints(Path log, List<String> lines) {
            super(log + " has, last of its warnings and errors:\n" + String.join("\n", lines), null, false, false);
        }
    }
}
