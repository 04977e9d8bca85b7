package dev.bellwether.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder with the contracts and the rules that they keep to: this module, or a copy of it to be changed.
record Contracts(Path folder) {

    static final Contracts TODAY = new Contracts(Path.of("."));

    private static final String PROTO = "src/main/proto";
    private static final Path RELEASED = Path.of("baseline");
    private static final String IMAGE = ".binpb";

    /// The contracts of each release, as `buf build` has written them; none before the first release.
    static List<Path> released() {
        if (!Files.isDirectory(RELEASED)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(IMAGE)).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Keeps today's contracts as those of a release.
    static void release(String version) {
        Path image = RELEASED.resolve(version + IMAGE);
        assertThat(image).as("what is released is not released again").doesNotExist();
        TODAY.buildTo(image);
    }

    /// Writes these contracts as a release keeps them.
    Path buildTo(Path image) {
        try {
            Files.createDirectories(image.toAbsolutePath().getParent());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        assertThat(buf("build", "--exclude-source-info", "-o", image.toString()))
                .as("of building the contracts").isEqualTo(new Buf.Outcome(0, ""));
        return image;
    }

    static Contracts copiedTo(Path folder) {
        try {
            for (String part : List.of("buf.yaml", "imports", PROTO)) {
                try (Stream<Path> files = Files.walk(Path.of(part))) {
                    for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                        Files.createDirectories(folder.resolve(file).getParent());
                        Files.copy(file, folder.resolve(file));
                    }
                }
            }
            return new Contracts(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Puts other text where the text stands, which must be there once.
    Contracts changed(String file, String text, String other) {
        Path path = folder.resolve(PROTO).resolve("bellwether").resolve(file);
        try {
            String before = Files.readString(path);
            assertThat(before.split(Pattern.quote(text), -1)).as("`" + text + "` in " + file).hasSize(2);
            Files.writeString(path, before.replace(text, other));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Buf.Outcome lint() {
        return buf("lint");
    }

    Buf.Outcome breaking(Path released) {
        return buf("breaking", "--against", released.toString());
    }

    private Buf.Outcome buf(String command, String... options) {
        return Buf.run(Stream.concat(Stream.of(command, folder.resolve(PROTO).toString()), Stream.of(options)).toArray(String[]::new));
    }
}
