package dev.bellwether.cli.importing;

import dev.bellwether.cli.importing.mapping.DayShift;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// By how much an export was moved when it was first imported as if it were of today. Another day the same shift is
/// used, or the same rows would come with other times, and be refused as other content under the same ids.
///
/// @param file that keeps it
record ShiftMemory(Path file) {

    static ShiftMemory of(Path dataDirectory, String tenant, String mapping) {
        return new ShiftMemory(dataDirectory.resolve("imports").resolve(tenant + "-" + mapping + ".days"));
    }

    /// Empty when the export was not imported so yet.
    Optional<DayShift> recall() {
        try {
            return Files.exists(file) ? Optional.of(new DayShift(Long.parseLong(Files.readString(file).strip()))) : Optional.empty();
        } catch (IOException | NumberFormatException failure) {
            throw new CommandException(
                    "The file " + file + ", which keeps by how many days this export was moved, cannot be used: it should hold one whole "
                            + "number. --forget-shift starts over.",
                    failure);
        }
    }

    void keep(DayShift shift) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, shift.days() + "\n");
        } catch (IOException failure) {
            throw new CommandException("By how many days this export was moved cannot be kept in " + file + ": " + FileErrors.of(failure),
                    failure);
        }
    }
}
