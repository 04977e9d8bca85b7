package dev.bellwether.cli.terminal;

import dev.bellwether.chassis.text.Printable;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine;

/// Says what went wrong, in sentences. What nobody foresaw goes to a file with its stack trace.
public final class CommandErrors implements IExecutionExceptionHandler {

    private static final Pattern CLASS_NAME = Pattern.compile("\\b(java|javax|dev|com|org|io)(\\.\\w+)+|\\w+Exception");

    private final Path folder;

    /// @param folder where the traces of unforeseen failures are kept
    public CommandErrors(Path folder) {
        this.folder = folder;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println(command.getColorScheme().errorText(Printable.lines(sentence(failure))));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    String sentence(Throwable failure) {
        return switch (failure) {
            case CommandException complaint -> complaint.getMessage();
            case StatusRuntimeException refused -> sentence(refused.getStatus());
            default -> unforeseen(failure);
        };
    }

    private static String sentence(Status status) {
        // It may quote what others have sent: a line of it never begins where one of ours does.
        String description = status.getDescription() == null ? "" : status.getDescription().replace("\n", "\n    ");
        return switch (status.getCode()) {
            case NOT_FOUND, INVALID_ARGUMENT, FAILED_PRECONDITION, ABORTED, UNAVAILABLE, RESOURCE_EXHAUSTED, UNAUTHENTICATED,
                    PERMISSION_DENIED ->
                description;
            case DEADLINE_EXCEEDED -> "A service took too long to answer. " + description;
            default -> "A service failed (" + status.getCode() + "). " + description + " Its log in .bellwether/logs says more.";
        };
    }

    private String unforeseen(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        Path file = folder.resolve("failure.log");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, trace.toString());
        } catch (IOException | UncheckedIOException _) {
            return "Something unforeseen went wrong" + said(failure) + ".";
        }
        return "Something unforeseen went wrong" + said(failure) + ".\nThe details are in " + file + ".";
    }

    /// Names of classes are in the details.
    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() || CLASS_NAME.matcher(message).find() ? "" : ": " + message;
    }
}
