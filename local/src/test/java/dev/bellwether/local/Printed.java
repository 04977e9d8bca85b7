package dev.bellwether.local;

import dev.bellwether.cli.connection.AddressFile;
import dev.bellwether.cli.connection.AdminKey;
import dev.bellwether.local.training.StandInServices;
import dev.bellwether.local.training.Training;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// What a command prints, on both its outputs, against services that stand in for the real ones.
record Printed(int code, String text) {

    /// @param data    folder that the command is given
    /// @param command without its data folder
    static Printed by(StandInServices services, Path data, String... command) throws IOException {
        AdminKey.findOrMake(data);
        AddressFile.write(data, Training.everyService(services.address()), Map.of());
        return of(Stream.concat(Stream.of(command), Stream.of("--data-dir", data.toString())).toArray(String[]::new));
    }

    static Printed of(String... command) {
        PrintStream out = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(System.out);
            int code = Bellwether.run(command);
            return new Printed(code, printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(errors);
        }
    }
}
