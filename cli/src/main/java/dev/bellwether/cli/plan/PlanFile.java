package dev.bellwether.cli.plan;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

final class PlanFile {

    private PlanFile() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            throw new CommandException("There is no file " + file + ".");
        } catch (CharacterCodingException failure) {
            throw new CommandException("The file " + file + " is not in UTF-8.", failure);
        } catch (IOException failure) {
            throw new CommandException("The file " + file + " cannot be read: " + FileErrors.of(failure), failure);
        }
    }
}
