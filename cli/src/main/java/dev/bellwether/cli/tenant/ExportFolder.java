package dev.bellwether.cli.tenant;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.cli.erasure.AccountExport;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Output;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// What is written of a tenant that leaves: `accounts/`, with a file for each, `rejected-events.jsonl` and `receipts.jsonl`.
final class ExportFolder {

    private static final int LONGEST_NAME = 100;

    private final Path folder;

    private ExportFolder(Path folder) {
        this.folder = folder;
    }

    /// @throws CommandException when nothing can be written there
    static ExportFolder at(Path folder) {
        ExportFolder export = new ExportFolder(folder.toAbsolutePath().normalize());
        export.written(() -> Files.createDirectories(export.accounts()));
        return export;
    }

    Path path() {
        return folder;
    }

    Path accounts() {
        return folder.resolve("accounts");
    }

    Path receipts() {
        return folder.resolve("receipts.jsonl");
    }

    boolean holds(AccountKey account) {
        return Files.exists(file(account, 1));
    }

    /// An export never replaces another one: an interrupted run may have erased accounts since whose persons were in both.
    void add(AccountExport export) {
        written(() -> {
            Path unfinished = export.writeUnfinished(file(export.account(), 1));
            int number = 1;
            while (Files.exists(file(export.account(), number))) {
                if (Files.mismatch(file(export.account(), number), unfinished) < 0) {
                    Files.delete(unfinished);
                    return;
                }
                number++;
            }
            Files.move(unfinished, file(export.account(), number));
        });
    }

    /// Ids may hold what names of files may not, and differ in what names of files may not differ in: so the name ends with the id of the
    /// account's erasure.
    private Path file(AccountKey account, int number) {
        String readable = account.account().replaceAll("[^A-Za-z0-9_.-]", "_");
        return accounts().resolve(readable.substring(0, Math.min(LONGEST_NAME, readable.length())) + "-" + Fingerprint.of(account)
                + (number == 1 ? "" : "-" + number) + ".json");
    }

    /// Behind those that an interrupted run has written and deleted.
    void addRejected(List<?> events) {
        lines(folder.resolve("rejected-events.jsonl"), events, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void beginReceipts() {
        lines(receipts(), List.of(), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    void addReceipts(List<?> receipts) {
        lines(receipts(), receipts, StandardOpenOption.APPEND);
    }

    private void lines(Path file, List<?> lines, OpenOption... options) {
        written(() -> {
            try (BufferedWriter out = Files.newBufferedWriter(file, options)) {
                for (Object line : lines) {
                    out.write(Output.line(line));
                    out.newLine();
                }
            }
        });
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void written(Writing writing) {
        try {
            writing.run();
        } catch (IOException failure) {
            throw new CommandException(
                    "The export to " + folder + " cannot be written: " + failure + ". What has not been written has not been erased.",
                    failure);
        }
    }
}
