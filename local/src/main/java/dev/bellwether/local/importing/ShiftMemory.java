package dev.bellwether.local.importing;

import dev.bellwether.local.cli.Complaint;
import dev.bellwether.local.importing.mapping.DayShift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// By how much an export was moved when it was first imported as if it were of today. Another day the same shift is
/// used, or the same rows would come with other times, and be refused as other content under the same ids.
final class ShiftMemory {

    private ShiftMemory() {}

    static DayShift recall(Path dataDirectory, String tenant, String mapping, Supplier<DayShift> first) {
        Path file = dataDirectory.resolve("imports").resolve(tenant + "-" + mapping + ".days");
        try {
            if (Files.exists(file)) {
                return new DayShift(Long.parseLong(Files.readString(file).strip()));
            }
            DayShift shift = first.get();
            Files.createDirectories(file.getParent());
            Files.writeString(file, shift.days() + "\n");
            return shift;
        } catch (IOException | NumberFormatException failure) {
            throw new Complaint("The file " + file + ", which keeps by how many days this export was moved, cannot be used: " + failure.getMessage(),
                    failure);
        }
    }
}
