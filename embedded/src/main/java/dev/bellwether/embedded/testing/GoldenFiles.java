package dev.bellwether.embedded.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Bytes as they were stored or published when a form was new: `src/test/resources/golden/<form>/v<version>.hex` of the module
/// under test, 32 bytes a line. Databases and topics hold such bytes, so a file once there is never changed.
///
/// With `-Dbellwether.golden=write` what is missing is written. What is there never is.
public final class GoldenFiles {
    public static final String WRITE = "bellwether.golden";

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final int BYTES_A_LINE = 32;

    private GoldenFiles() {}

    /// What was stored then.
    ///
    /// @param form as in "segment-changed"
    public static byte[] read(String form, int version) {
        Path file = file(form, version);
        try {
            return HexFormat.of().parseHex(Files.readString(file).replaceAll("\\s", ""));
        } catch (IOException missing) {
            throw new AssertionError(form + " of version " + version + " has no golden bytes (" + file
                    + "): what is stored must stay readable. To write them, run the test with -D" + WRITE + "=write; see docs/contracts.md",
                    missing);
        }
    }

    /// What was stored then, after seeing that it is what is stored now. To be asked of the newest version of a form.
    ///
    /// @param now what today's code writes of the same value
    /// @throws AssertionError when it writes something else: that is a new version of the form
    public static byte[] unchanged(String form, int version, byte[] now) {
        Path file = file(form, version);
        if (!Files.exists(file) && "write".equals(System.getProperty(WRITE))) {
            write(file, now);
        }
        byte[] then = read(form, version);
        if (!Arrays.equals(then, now)) {
            throw new AssertionError(form + " is not stored as version " + version + " was (" + file
                    + "): old bytes stay as they are, and another form is another version; see docs/contracts.md\nthen: "
                    + HexFormat.of().formatHex(then) + "\nnow:  " + HexFormat.of().formatHex(now));
        }
        return then;
    }

    /// @param type with its version, as in "segment-changed.v1"
    public static byte[] read(String type) {
        return read(form(type), version(type));
    }

    /// @param type with its version, as in "segment-changed.v1"
    public static byte[] unchanged(String type, byte[] now) {
        return unchanged(form(type), version(type), now);
    }

    private static String form(String type) {
        return type.substring(0, type.lastIndexOf(".v"));
    }

    private static int version(String type) {
        return Integer.parseInt(type.substring(type.lastIndexOf(".v") + 2));
    }

    private static Path file(String form, int version) {
        return FOLDER.resolve(form).resolve("v" + version + ".hex");
    }

    private static void write(Path file, byte[] bytes) {
        String text = Stream.iterate(0, from -> from < bytes.length, from -> from + BYTES_A_LINE)
                .map(from -> HexFormat.of().formatHex(bytes, from, Math.min(bytes.length, from + BYTES_A_LINE)) + "\n")
                .collect(Collectors.joining());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            System.out.println("Golden bytes have been written to " + file.toAbsolutePath() + ": look at them, and commit them.");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
